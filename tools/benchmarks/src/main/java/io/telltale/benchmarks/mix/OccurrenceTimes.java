package io.telltale.benchmarks.mix;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * When an event happened that is seen now, in whole seconds as providers have it: one in twelve
 * comes 1 to 48 hours late, the others within half a minute.
 *
 * <p>With the rows of histories, which are always late, that makes one event in five.
 */
final class OccurrenceTimes {

    private static final int LATE_ONE_OF = 12;
    private static final int HOUR = 3_600;
    private static final int LATEST = 48 * HOUR;
    private static final int PROMPT = 30;

    private final SplittableRandom random;

    OccurrenceTimes(SplittableRandom random) {
        this.random = random;
    }

    Instant before(Instant now) {
        var seconds =
                random.nextInt(LATE_ONE_OF) == 0
                        ? random.nextInt(HOUR, LATEST)
                        : random.nextInt(PROMPT);
        return now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(seconds);
    }
}
