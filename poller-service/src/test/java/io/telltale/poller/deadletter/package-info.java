@NullMarked
package io.telltale.poller.deadletter;

import org.jspecify.annotations.NullMarked;
