package io.telltale.streams.live;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.query.Lookup;
import java.util.Optional;

/** Timelines of devices as they are published, by whichever instance. */
public interface LiveTimelines {

    /**
     * Opens a stream. Its start is fixed when this returns: it misses nothing that is published
     * later. Not ready while the brokers do not answer, or too many streams are open.
     *
     * @param deviceKey key of the device that the ref belongs to now
     * @param after position of the last event that the client has; empty for what is published from
     *     now on
     * @return a stream that the caller closes; one that is not read for a minute closes itself
     */
    Lookup<LiveStream> open(DeviceRef ref, String deviceKey, Optional<TimelinePosition> after);
}
