/**
 * Topics that a service follows: records come in from the brokers, each is handed to its follower,
 * or waits here to be looked up by its key. No offset is ever committed.
 */
@NullMarked
package io.telltale.service.topic;

import org.jspecify.annotations.NullMarked;
