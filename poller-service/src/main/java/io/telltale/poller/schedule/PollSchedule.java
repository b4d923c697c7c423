package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollResult.Next;
import io.telltale.providers.http.Backoff;
import io.telltale.schemas.record.PollTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the next poll of a task is due, on the clock of {@link System#nanoTime()}. Used by the
 * thread of its loop only.
 */
final class PollSchedule {

    private final Backoff backoff;
    private long from = System.nanoTime();
    private Duration pause = Duration.ZERO;
    private boolean byInterval;
    private boolean over;
    private int failures;
    private PollTask known;
    private Optional<Instant> lastCommand = Optional.empty();

    /**
     * At once.
     *
     * @param over nothing is left to ask
     */
    PollSchedule(PollTask task, boolean over, Backoff backoff) {
        this.backoff = backoff;
        this.known = task;
        this.over = over;
    }

    /** The task is this now; a new command, other parameters or another interval count at once. */
    void follow(PollTask task, PendingCommands commands) {
        var command = commands.latest();
        if (!task.getParameters().equals(known.getParameters()) || isNew(command)) {
            over = false;
            wait(Duration.ZERO, false);
        } else if (task.getIntervalMillis() != known.getIntervalMillis() && byInterval) {
            pause = backoff.around(interval(task));
        }
        known = task;
        lastCommand = command.or(() -> lastCommand);
    }

    private boolean isNew(Optional<Instant> command) {
        return command.isPresent() && !command.equals(lastCommand);
    }

    void succeeded(PollTask task, Next next) {
        failures = 0;
        switch (next) {
            case Next.AtOnce() -> wait(Duration.ZERO, false);
            case Next.AfterInterval() -> wait(backoff.around(interval(task)), true);
            case Next.After(var time, _) -> wait(time, false);
            case Next.Never() -> over = true;
        }
    }

    /** What the poll needs is not there yet. */
    void waits(Duration time) {
        wait(time, false);
    }

    /** Returns the pause before the next try. */
    Duration failed(Optional<Duration> asked) {
        failures++;
        wait(backoff.pause(failures, asked), false);
        return pause;
    }

    private void wait(Duration time, boolean forInterval) {
        from = System.nanoTime();
        pause = time;
        byInterval = forInterval;
    }

    /** How long until the next poll; empty when there is nothing left to ask. */
    Optional<Duration> untilPoll() {
        var rest = pause.minusNanos(System.nanoTime() - from);
        return over ? Optional.empty() : Optional.of(rest.isNegative() ? Duration.ZERO : rest);
    }

    private static Duration interval(PollTask task) {
        return Duration.ofMillis(task.getIntervalMillis());
    }
}
