/** Readiness and liveness of this instance, from the state of its partitions. */
@NullMarked
package io.telltale.poller.health;

import org.jspecify.annotations.NullMarked;
