/** Polls of push actions: the list of a project, page after page. */
@NullMarked
package io.telltale.poller.poll.xtremepush;

import org.jspecify.annotations.NullMarked;
