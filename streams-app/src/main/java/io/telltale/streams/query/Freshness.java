package io.telltale.streams.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How current the copy of a store is that an answer was read from.
 *
 * @param lag records of the task's input that are not in the copy; empty while it is not known
 * @param asOf everything that was readable in the input at this time is in the copy; empty before
 *     anything is
 * @param role which copy of the task it is
 */
public record Freshness(OptionalLong lag, Optional<Instant> asOf, Role role) {

    /** An older copy may lack what exists. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /** Which copy of a task. */
    public enum Role {
        /** The one that processes records. */
        ACTIVE,
        /** One that follows the changelog. */
        STANDBY
    }

    /**
     * Whether a key that is missing in the copy may be answered with 404. Otherwise the answer is
     * 503: the copy restores, or it is stuck.
     */
    public boolean mayDenyExistence(Instant now) {
        return asOf.filter(time -> time.plus(LIMIT).isAfter(now)).isPresent();
    }

    /**
     * The freshness of an answer that was gathered from two copies: the lags in sum, the older
     * time, and the role that is further from the input.
     */
    public Freshness with(Freshness other) {
        var isLagKnown = lag.isPresent() && other.lag.isPresent();
        return new Freshness(
                isLagKnown
                        ? OptionalLong.of(lag.getAsLong() + other.lag.getAsLong())
                        : OptionalLong.empty(),
                asOf.flatMap(
                        mine -> other.asOf.map(theirs -> mine.isBefore(theirs) ? mine : theirs)),
                role == Role.ACTIVE ? other.role : role);
    }
}
