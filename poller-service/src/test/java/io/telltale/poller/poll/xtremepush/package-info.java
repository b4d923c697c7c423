/** Claims about the poller. */
@NullMarked
package io.telltale.poller.poll.xtremepush;

import org.jspecify.annotations.NullMarked;
