/** Polls of a ThingSpace account that keep its callbacks registered, and its clients. */
@NullMarked
package io.telltale.poller.poll.thingspace;

import org.jspecify.annotations.NullMarked;
