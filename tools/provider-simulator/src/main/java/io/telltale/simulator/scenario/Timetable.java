package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * When each turn of a plan comes: at equal distances, numbered from 0.
 *
 * @param start time of the first turn
 * @param interval between two turns; zero lets all of them come at the start
 * @param count how many turns there are
 * @param known how many of the latest turns a provider still lists
 */
public record Timetable(Instant start, Duration interval, long count, long known) {

    /** Turns without end. */
    public static Timetable endless(Instant start, Duration interval, Duration known) {
        return new Timetable(start, interval, Long.MAX_VALUE, known.dividedBy(interval));
    }

    /** Turns between two times; all stay listed. */
    public static Timetable between(Instant start, Instant end, long count) {
        var interval = Duration.between(start, end).dividedBy(Math.max(1, count));
        return new Timetable(start, interval, count, count);
    }

    public Instant at(long turn) {
        return start.plus(interval.multipliedBy(turn));
    }

    /** How many turns have come by a time. */
    public long begun(Instant now) {
        if (now.isBefore(start)) {
            return 0;
        }
        return interval.isZero()
                ? count
                : Math.min(count, Duration.between(start, now).dividedBy(interval) + 1);
    }

    /** The earliest turn that is still listed at a time. */
    public long first(Instant now) {
        return Math.max(0, begun(now) - known);
    }

    /** The turns that are listed at a time, in their order. */
    public LongStream listed(Instant now) {
        return LongStream.range(first(now), begun(now));
    }
}
