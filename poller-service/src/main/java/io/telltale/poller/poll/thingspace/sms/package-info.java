/** Polls of SMS: the queue of an account, and the histories of its devices. */
@NullMarked
package io.telltale.poller.poll.thingspace.sms;

import org.jspecify.annotations.NullMarked;
