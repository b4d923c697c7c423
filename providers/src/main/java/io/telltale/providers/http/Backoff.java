package io.telltale.providers.http;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff: the pause after each failure in a row. Immutable; for any number of threads.
 *
 * @param first pause after the first failure
 * @param factor by which each pause is longer than the one before, 2 or more
 * @param longest upper limit of all pauses
 * @param jitter draws each pause between its half and its whole; empty for exact pauses
 */
public record Backoff(
        Duration first, int factor, Duration longest, Optional<RandomGenerator> jitter) {

    /** Pauses that double, with jitter. */
    public static Backoff doubling(Duration first, Duration longest, RandomGenerator jitter) {
        return new Backoff(first, 2, longest, Optional.of(jitter));
    }

    /** Doubles from 1 s to 5 minutes, with jitter. */
    public static Backoff usual() {
        return doubling(Duration.ofSeconds(1), Duration.ofMinutes(5), RandomGenerator.getDefault());
    }

    /** Pauses without jitter. */
    static Backoff exact(Duration first, int factor, Duration longest) {
        return new Backoff(first, factor, longest, Optional.empty());
    }

    /**
     * The pause before the next try.
     *
     * @param failures in a row; zero for none, and no pause
     */
    public Duration pause(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        var whole = first;
        for (var more = 1; more < failures && whole.compareTo(longest) < 0; more++) {
            whole = whole.multipliedBy(factor);
        }
        var millis = (whole.compareTo(longest) < 0 ? whole : longest).toMillis();
        var half = millis / 2;
        return Duration.ofMillis(
                jitter.map(random -> half + random.nextLong(half + 1)).orElse(millis));
    }

    /**
     * The same, and never less than the provider asks for.
     *
     * @param failures in a row, 1 or more
     */
    public Duration pause(int failures, Optional<Duration> asked) {
        var pause = pause(failures);
        return asked.filter(wait -> wait.compareTo(pause) > 0).orElse(pause);
    }

    /** The interval, up to a tenth more or less, so that periodic requests spread. */
    public Duration around(Duration interval) {
        var tenth = interval.toMillis() / 10;
        return jitter.map(random -> interval.plusMillis(random.nextLong(-tenth, tenth + 1)))
                .orElse(interval);
    }
}
