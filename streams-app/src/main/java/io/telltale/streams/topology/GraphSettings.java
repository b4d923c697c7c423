package io.telltale.streams.topology;

import io.telltale.streams.identity.Junk;
import java.time.Duration;

/**
 * What an operator may set of the graph's rules.
 *
 * @param junk refs that are no device's
 * @param rowsKept how long a row is kept after we first saw it, in whole days; longer than any
 *     provider tells it again
 * @param stuckAfter how long a device may be under way without news before it counts as stuck, in
 *     whole minutes
 */
public record GraphSettings(Junk junk, Duration rowsKept, Duration stuckAfter) {

    /** Rows for 100 days, stuck after a day, no junk but what its value tells. */
    public static final GraphSettings USUAL =
            new GraphSettings(Junk.byValue(), Duration.ofDays(100), Duration.ofDays(1));
}
