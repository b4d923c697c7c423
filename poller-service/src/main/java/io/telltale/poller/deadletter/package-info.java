/**
 * The operator's API of dead letters, {@code /dead-letters}: reads them from their topic, writes
 * records back to the topics they came from, and requests skips of records that streams-app cannot
 * process. Its only door is HTTP: no other package uses it, and it knows nothing of polling.
 */
@NullMarked
package io.telltale.poller.deadletter;

import org.jspecify.annotations.NullMarked;
