/** When a task is polled, and what has to be committed of a poll; it writes nothing itself. */
@NullMarked
package io.telltale.poller.schedule;

import org.jspecify.annotations.NullMarked;
