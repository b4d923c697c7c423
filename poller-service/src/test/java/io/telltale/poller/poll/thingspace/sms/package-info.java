/** Claims about the poller. */
@NullMarked
package io.telltale.poller.poll.thingspace.sms;

import org.jspecify.annotations.NullMarked;
