package io.telltale.localstack.check.cluster;

import java.time.Instant;

/** What a live stream brings. */
sealed interface LiveEvent {

    /**
     * An entry of a timeline.
     *
     * @param partition in the topic of timelines
     * @param deviceKey as the entry has it
     */
    record Entry(int partition, long offset, String deviceKey) implements LiveEvent {}

    /** The ref belongs to another device from now on. */
    record Moved(String deviceKey, Instant at) implements LiveEvent {}

    /** Entries that were asked for are no longer kept. */
    record Gap() implements LiveEvent {}
}
