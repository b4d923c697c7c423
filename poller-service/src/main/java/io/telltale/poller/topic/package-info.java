/**
 * Topics as this instance reads them for itself: records come in from the brokers, each is handed
 * to whoever follows. No offset is ever committed.
 */
@NullMarked
package io.telltale.poller.topic;

import org.jspecify.annotations.NullMarked;
