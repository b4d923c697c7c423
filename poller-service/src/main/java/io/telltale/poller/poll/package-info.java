/**
 * One class per thing that is polled. A turn goes in as the task's state, and comes out as what has
 * to be written and what comes next; nothing here writes to Kafka, waits or repeats.
 */
@NullMarked
package io.telltale.poller.poll;

import org.jspecify.annotations.NullMarked;
