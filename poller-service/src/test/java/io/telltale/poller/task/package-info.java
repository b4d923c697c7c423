/** Claims about the poller. */
@NullMarked
package io.telltale.poller.task;

import org.jspecify.annotations.NullMarked;
