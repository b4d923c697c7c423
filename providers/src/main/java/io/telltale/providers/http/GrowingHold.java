package io.telltale.providers.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to hold back when a provider asks for patience and does not say how much: about 1 s,
 * then twice as long each time, about 1 minute at most; a random half of it. Not for use by several
 * threads at once.
 */
final class GrowingHold {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private Duration whole = FIRST;

    GrowingHold(RandomGenerator random) {
        this.random = random;
    }

    /** Between a half and the whole of the time that is next. */
    Duration next() {
        var half = whole.toMillis() / 2;
        var longer = whole.multipliedBy(2);
        whole = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    /** The next one is the first. */
    void reset() {
        whole = FIRST;
    }
}
