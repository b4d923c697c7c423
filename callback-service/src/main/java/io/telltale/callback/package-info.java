/**
 * Receives callbacks of providers and writes them to Kafka. A callback comes in at {@code
 * endpoint}; {@code verify} authenticates it. Events, dead letters and the answer record leave for
 * the brokers. A provider gets 2xx only after the brokers acknowledged.
 */
@NullMarked
package io.telltale.callback;

import org.jspecify.annotations.NullMarked;
