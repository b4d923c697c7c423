package io.telltale.streams.query;

import io.telltale.schemas.record.TimelineEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Timelines of devices as they are published, from whichever instance. */
public interface LiveTimelines {

    /**
     * A position in {@code device.timeline.v1}.
     *
     * @param partition number of the partition
     * @param offset offset of a record
     */
    record TimelinePosition(int partition, long offset) {
        @Override
        public String toString() {
            return partition + ":" + offset;
        }
    }

    /**
     * Subscribes to the timeline of a device; not ready where too many are subscribed, or the
     * brokers do not answer.
     *
     * @param deviceKey key under which entries are published
     * @param after position of the last entry that is known; empty for what is published from now
     *     on. One in another partition, as after a change of the device key, counts as now.
     */
    Lookup<Subscription> subscribe(String deviceKey, Optional<TimelinePosition> after);

    /** A timeline that is being read, by one thread at a time. */
    interface Subscription extends AutoCloseable {

        /** Whether entries after the position that was asked for are no longer kept. */
        boolean hasGap();

        /** The next entries, in order; none where none came for so long, or where it is over. */
        List<Published> await(Duration longest) throws InterruptedException;

        /** Whether nothing comes any more: the service stops, or entries came too fast. */
        boolean isOver();

        @Override
        void close();
    }

    /**
     * An entry with its position.
     *
     * @param position where it lies
     * @param entry the entry
     */
    record Published(TimelinePosition position, TimelineEntry entry) {}
}
