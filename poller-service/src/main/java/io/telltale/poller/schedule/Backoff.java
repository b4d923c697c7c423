package io.telltale.poller.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: doubling from 1 s to 5 min, half of it random, never less than
 * the provider asks for.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 9;

    private final RandomGenerator random;
    private final Duration first;

    /** Draws its jitter from this generator. */
    public Backoff(RandomGenerator random) {
        this(random, FIRST);
    }

    /** Begins with another pause than 1 s. */
    public Backoff(RandomGenerator random, Duration first) {
        this.random = random;
        this.first = first;
    }

    /**
     * The pause before the next try.
     *
     * @param failures in a row, 1 or more
     * @param asked what the provider asks for
     */
    public Duration pause(int failures, Optional<Duration> asked) {
        var whole = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        var bounded = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
        var half = bounded.toMillis() / 2;
        var jittered = Duration.ofMillis(half + random.nextLong(half + 1));
        return asked.filter(wait -> wait.compareTo(jittered) > 0).orElse(jittered);
    }

    /** About this long: up to a tenth more or less, so that tasks spread out. */
    Duration about(Duration interval) {
        var tenth = interval.toMillis() / 10;
        return interval.plusMillis(random.nextLong(-tenth, tenth + 1));
    }
}
