/**
 * What a poll is: the task's input goes in, outputs and the time of the next poll come out. Nothing
 * here writes to Kafka, waits or repeats. Each provider's polls are in a package of their own.
 */
@NullMarked
package io.telltale.poller.poll;

import org.jspecify.annotations.NullMarked;
