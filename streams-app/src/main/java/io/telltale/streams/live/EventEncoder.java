package io.telltale.streams.live;

import io.telltale.schemas.record.TimelineEntry;

/** Events of a stream in bytes. Each has a position, from which a stream can go on. */
public interface EventEncoder {

    /** The first bytes of a stream. */
    byte[] begin(TimelinePosition position);

    /** Entries before the position may be missing. */
    byte[] gap(TimelinePosition position);

    /** An entry, at its own position. */
    byte[] timeline(TimelinePosition position, TimelineEntry entry);

    /** The ref belongs to this device from now on. */
    byte[] device(TimelinePosition position, String deviceKey);

    /** Nothing happened up to the position. */
    byte[] comment(TimelinePosition position);
}
