/**
 * What to poll. Lines of a file come in, tasks with derived ids leave; next is {@code partition}.
 */
@NullMarked
package io.telltale.poller.task;

import org.jspecify.annotations.NullMarked;
