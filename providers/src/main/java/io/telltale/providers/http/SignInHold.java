package io.telltale.providers.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time before which a sign-in must not be tried, later after each failure in a row.
 * Thread-safe; sessions that follow each other may share one.
 */
public final class SignInHold {

    private final Backoff backoff;
    private final int free;
    private final Clock clock;
    private int failures;
    private Instant until = Instant.MIN;

    private SignInHold(Backoff backoff, int free, Clock clock) {
        this.backoff = backoff;
        this.free = free;
        this.clock = clock;
    }

    /**
     * After refused sign-ins, since providers lock an account after a few: 1 minute after the
     * first, then 10 times longer each, 12 hours at most.
     */
    public static SignInHold afterRefusals(Clock clock) {
        return new SignInHold(
                Backoff.exact(Duration.ofMinutes(1), 10, Duration.ofHours(12)), 0, clock);
    }

    /**
     * After attempts since which no request was accepted: the first two are free, then 1 s, then
     * twice as long each, 1 minute at most.
     */
    static SignInHold afterAttempts(Clock clock) {
        return new SignInHold(
                Backoff.exact(Duration.ofSeconds(1), 2, Duration.ofMinutes(1)), 1, clock);
    }

    /** Whether a sign-in must wait. */
    synchronized boolean holds() {
        return clock.instant().isBefore(until);
    }

    /** When a sign-in may be tried. */
    synchronized Instant until() {
        return until;
    }

    /** One more failure, or one more attempt. */
    synchronized void grow() {
        failures++;
        until = clock.instant().plus(backoff.pause(failures - free));
    }

    /** No failure any more, and no wait. */
    synchronized void reset() {
        failures = 0;
        until = Instant.MIN;
    }
}
