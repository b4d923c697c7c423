package io.telltale.streams.fold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The earlier and the later of two times. */
final class Times {

    private Times() {}

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The later one, where either may be missing. */
    static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return later(one, other);
    }
}
