/**
 * Kafka gives this instance partitions of tasks. Each is taken over in a fixed order, polled, and
 * given back; everything of one provider account lies in one partition.
 */
@NullMarked
package io.telltale.poller.partition;

import org.jspecify.annotations.NullMarked;
