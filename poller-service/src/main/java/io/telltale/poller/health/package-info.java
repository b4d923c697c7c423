/** Whether this instance does its work: what the partitions say comes in, health leaves. */
@NullMarked
package io.telltale.poller.health;

import org.jspecify.annotations.NullMarked;
