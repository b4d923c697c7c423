package io.telltale.providers.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a sign-in that was refused from being tried again and again: providers lock an account
 * after a few failures. 1 minute after the first refusal, then 10 times longer each, 12 hours at
 * most. Safe for several threads at once, as sessions that follow each other are.
 */
public final class SignInPause {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int GROWTH = 10;

    private final Clock clock;
    private Duration next = FIRST;
    private Instant until = Instant.MIN;

    /** No pause yet. */
    public SignInPause(Clock clock) {
        this.clock = clock;
    }

    /** Whether signing in must wait. */
    public synchronized boolean holds() {
        return clock.instant().isBefore(until);
    }

    /** When signing in may be tried again. */
    public synchronized Instant until() {
        return until;
    }

    /** A sign-in, or what it gave, was refused. */
    public synchronized void refused() {
        until = clock.instant().plus(next);
        var longer = next.multipliedBy(GROWTH);
        next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }

    /** A sign-in was good. */
    public synchronized void accepted() {
        next = FIRST;
        until = Instant.MIN;
    }
}
