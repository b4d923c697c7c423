package io.telltale.streams.topology;

import io.telltale.streams.register.Junk;
import java.time.Duration;

/**
 * Settings of the rules of the topology.
 *
 * @param junk refs that identify no device
 * @param rowsKept how long a row is kept after we first saw it, in whole days; longer than any
 *     provider repeats it
 * @param stuckAfter how long a device may be under way without news before it counts as stuck, in
 *     whole minutes
 */
public record TopologySettings(Junk junk, Duration rowsKept, Duration stuckAfter) {

    /** Rows for 100 days, stuck after a day, no junk but placeholders known by their value. */
    public static final TopologySettings USUAL =
            new TopologySettings(Junk.byValue(), Duration.ofDays(100), Duration.ofDays(1));
}
