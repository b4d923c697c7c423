package io.telltale.poller.poll.thingspace.sms;

import io.telltale.poller.poll.TaskParameters;
import io.telltale.schemas.record.PollTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How the history of a set is asked for.
 *
 * @param account of the devices
 * @param from begin of each device's first window, whole seconds
 * @param interval pause between two rounds
 * @param deadline how long a callback is waited for
 * @param inFlight most requests that wait for their callbacks
 */
record HistorySettings(
        String account, Instant from, Duration interval, Duration deadline, int inFlight) {

    private static final Duration KEPT_BY_PROVIDER = Duration.ofDays(90);
    private static final Duration DEADLINE = Duration.ofMinutes(20);
    private static final int IN_FLIGHT = 32;
    private static final int TENTH = 10;

    /**
     * Reads the task's parameters.
     *
     * @throws IllegalArgumentException if one is no number
     * @throws java.time.DateTimeException if one is no time
     */
    static HistorySettings of(PollTask task, Clock clock) {
        var parameters = new TaskParameters(task);
        return new HistorySettings(
                task.getAccount(),
                parameters
                        .text("from")
                        .map(Instant::parse)
                        .orElseGet(() -> clock.instant().minus(KEPT_BY_PROVIDER))
                        .truncatedTo(ChronoUnit.SECONDS),
                Duration.ofMillis(task.getIntervalMillis()),
                parameters.duration("deadline").orElse(DEADLINE),
                parameters.text("inFlight").map(Integer::parseInt).orElse(IN_FLIGHT));
    }

    /** No window is asked for before it is about as long as the interval: rounds do not tick. */
    Duration shortest() {
        return interval.minus(interval.dividedBy(TENTH));
    }
}
