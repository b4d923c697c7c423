package io.telltale.benchmarks.mix;

import java.time.Duration;
import java.time.Instant;

/**
 * What decides a mix.
 *
 * @param seed equal seeds give equal events
 * @param begin when the first batch is seen
 * @param events how many there will be, by which devices with very many rows are chosen
 */
public record MixSettings(long seed, BenchmarkFleet fleet, Instant begin, long events) {

    /** So many events a device has a day, whatever the number of devices. */
    private static final long EVENTS_A_DAY = 20;

    private static final int BUSY_ROWS = 10_000;
    private static final double MOST_OF_BUSY = 0.4;

    /** Share of events that are of random devices; campaigns and commands go through all. */
    private static final double RANDOM = 0.55;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WAITS_OF_SPAN = 24;

    /** Simulated time between two events. */
    public Duration pace() {
        var aDay = EVENTS_A_DAY * fleet.devices();
        return Duration.ofNanos(Duration.ofDays(1).toNanos() / aDay);
    }

    /** Simulated time from the first event to the last. */
    public Duration span() {
        return pace().multipliedBy(events);
    }

    /** How long after a message the history that repeats it is requested. */
    Duration untilHistory() {
        var part = span().dividedBy(WAITS_OF_SPAN);
        return part.compareTo(HOUR) < 0 ? part : HOUR;
    }

    /**
     * Share of the events of random devices that is of devices with very many rows, so that they
     * come to 10,000 rows each, or to fewer where there are not so many events.
     */
    double busyShare() {
        return Math.min(MOST_OF_BUSY, BUSY_ROWS * fleet.busy() / (RANDOM * events));
    }

    /** Rows that a device with very many comes to, about. */
    public double busyRows() {
        return RANDOM * events * busyShare() / fleet.busy();
    }

    SimMoves simMoves() {
        return new SimMoves(seed, fleet, begin);
    }
}
