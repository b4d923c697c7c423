/** Claims about the poller. */
@NullMarked
package io.telltale.poller.poll.thingspace.campaign;

import org.jspecify.annotations.NullMarked;
