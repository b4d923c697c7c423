/** Polls of software-upgrade campaigns: the lists of an account, and the report of each. */
@NullMarked
package io.telltale.poller.poll.thingspace.campaign;

import org.jspecify.annotations.NullMarked;
