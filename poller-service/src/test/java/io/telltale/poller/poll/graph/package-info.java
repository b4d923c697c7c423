/** Claims about the poller. */
@NullMarked
package io.telltale.poller.poll.graph;

import org.jspecify.annotations.NullMarked;
