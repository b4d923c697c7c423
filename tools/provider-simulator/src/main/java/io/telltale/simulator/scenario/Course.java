package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The statuses that a device or command goes through within a span of time.
 *
 * @param statuses in their order; each differs from the one before
 * @param times when each begins
 */
public record Course<S>(List<S> statuses, List<Instant> times) {

    private static final double BACK_AGAIN = 0.35;

    public Course {
        statuses = List.copyOf(statuses);
        times = List.copyOf(times);
    }

    /**
     * Draws two statuses or more; some come back to the status before the last one.
     *
     * @param most statuses at most
     * @param first begins with the span
     * @param next draws a status between the first and the last
     */
    public static <S> Course<S> drawn(
            SplittableRandom random,
            int most,
            Instant begins,
            Duration span,
            S first,
            Supplier<S> next,
            S last) {
        var count = random.nextInt(2, most + 1);
        var times = new ArrayList<>(List.of(begins));
        random.longs(count - 1L, span.toMillis() / 100, span.toMillis() * 98 / 100)
                .sorted()
                .forEach(millis -> times.add(begins.plusMillis(millis)));
        var statuses = new ArrayList<>(List.of(first));
        while (statuses.size() < count - 1) {
            var back = statuses.size() > 2 && SeededRandom.happens(random, BACK_AGAIN);
            var status = back ? statuses.get(statuses.size() - 2) : next.get();
            if (!status.equals(statuses.getLast())) {
                statuses.add(status);
            }
        }
        statuses.add(last);
        return new Course<>(statuses, times);
    }

    /** The index of the status that holds at a time; the first one also before its beginning. */
    public int at(Instant now) {
        var step = times.size() - 1;
        while (step > 0 && times.get(step).isAfter(now)) {
            step--;
        }
        return step;
    }
}
