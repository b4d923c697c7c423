package io.telltale.streams.store;

import io.telltale.schemas.record.TimelineEntry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Timelines of devices as they are published, from whichever instance. */
public interface LiveTimelines {

    /**
     * Begins to read the timeline of a device; not ready where too many are being read, or the
     * brokers do not answer.
     *
     * @param deviceKey key under which entries are published; those under another key, as after its
     *     refs joined another device, do not come here
     * @param after offset of the last entry that is known; the next one is read from now on where
     *     it is empty, and from the first that is kept where that is later
     */
    Lookup<Live> open(String deviceKey, OptionalLong after);

    /** A timeline that is being read. Not for several threads at once. */
    interface Live extends AutoCloseable {

        /** The next entries, in order; none where none came for so long, or where it is over. */
        List<Published> await(Duration longest);

        /** Whether nobody reads it any more, or the service stops. */
        boolean isOver();

        @Override
        void close();
    }

    /**
     * An entry in its place.
     *
     * @param offset its offset in the partition of its device
     */
    record Published(long offset, TimelineEntry entry) {}
}
