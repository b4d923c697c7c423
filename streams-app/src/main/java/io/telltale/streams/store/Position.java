package io.telltale.streams.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the graph is.
 *
 * @param lag records of its input that are not in its stores yet; empty while nobody knows
 * @param asOf our time of the latest record that is; empty before the first
 */
public record Position(OptionalLong lag, Optional<Instant> asOf) {

    /** Before anything was measured. */
    public static final Position UNKNOWN = new Position(OptionalLong.empty(), Optional.empty());

    /** Whether a missing key means that there is no such thing. */
    boolean isCaughtUp() {
        return lag.isPresent() && lag.getAsLong() == 0;
    }
}
