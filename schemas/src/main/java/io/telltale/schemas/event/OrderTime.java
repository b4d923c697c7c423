package io.telltale.schemas.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time by which events are ordered. */
public final class OrderTime {

    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    private OrderTime() {}

    /**
     * The provider's time, unless it is missing or more than 10 minutes after ours; then ours. A
     * row from the far future would otherwise stay the latest for ever.
     */
    public static Instant of(@Nullable Instant occurredAt, Instant observedAt) {
        return occurredAt == null || occurredAt.isAfter(observedAt.plus(MOST_AHEAD))
                ? observedAt
                : occurredAt;
    }
}
