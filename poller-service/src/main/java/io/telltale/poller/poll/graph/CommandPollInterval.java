package io.telltale.poller.poll.graph;

import io.telltale.poller.poll.TaskParameters;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a command is read again, and until when. The interval is half the time since the last
 * change, at least 2 s, at most the task's own.
 *
 * @param longest pause, the task's interval
 * @param maxAge how long a command is read that does not end
 */
record CommandPollInterval(Duration longest, Duration maxAge) {

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration USUAL_MAX_AGE = Duration.ofDays(7);

    /**
     * Reads the task's interval and parameters.
     *
     * @throws java.time.DateTimeException if one is no length of time
     */
    static CommandPollInterval of(PollTask task) {
        return new CommandPollInterval(
                Duration.ofMillis(task.getIntervalMillis()),
                new TaskParameters(task).duration("maxAge").orElse(USUAL_MAX_AGE));
    }

    /**
     * The pause after an unchanged reading.
     *
     * @param changedAt when the last reading was published
     */
    Duration pause(Instant changedAt, Instant now) {
        var half = Duration.between(changedAt, now).dividedBy(2);
        var atLeast = half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
        return atLeast.compareTo(longest) > 0 ? longest : atLeast;
    }

    /** The pause after a changed reading. */
    Duration first() {
        return SHORTEST.compareTo(longest) > 0 ? longest : SHORTEST;
    }

    /** Whether it is not read any more after this. */
    boolean isTooOld(TaskProgress progress, Instant now) {
        return now.isAfter(began(progress).plus(maxAge));
    }

    private static Instant began(TaskProgress progress) {
        return Optional.ofNullable(progress.getBeganAt()).orElseGet(progress::getObservedAt);
    }
}
