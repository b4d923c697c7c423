package io.telltale.streams.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Counts reads of partitions by where their stores are.
 *
 * @param local of reads of the stores of this instance, copies included
 * @param remote of reads that another instance answered, or not
 */
record ReadTimers(Timer local, Timer remote) {

    private static final String NAME = "telltale.partition.read";
    private static final Duration SHORTEST = Duration.ofNanos(10_000);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    static ReadTimers of(MeterRegistry meters) {
        return new ReadTimers(timer("local", meters), timer("remote", meters));
    }

    private static Timer timer(String place, MeterRegistry meters) {
        return Timer.builder(NAME)
                .description("Reads of single partitions that queries are made of.")
                .tag("place", place)
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(meters);
    }
}
