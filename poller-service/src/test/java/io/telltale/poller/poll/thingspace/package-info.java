/** Claims about the poller. */
@NullMarked
package io.telltale.poller.poll.thingspace;

import org.jspecify.annotations.NullMarked;
