package io.telltale.poller.schedule;

import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of a task, for people.
 *
 * @param task what is polled
 * @param state what it does now
 * @param lastSuccessAt last answer that could be used
 * @param nextRunAt when the next poll is due
 * @param progress as committed
 * @param lastError the failure since the last success
 * @param waitingFor what must be there, or arrive, before it goes on
 */
public record TaskStatus(
        PollTask task,
        State state,
        Optional<Instant> lastSuccessAt,
        Optional<Instant> nextRunAt,
        TaskProgress progress,
        Optional<Failure> lastError,
        Optional<String> waitingFor) {

    static TaskStatus unpolled(PollTask task, TaskProgress progress, Failure reason) {
        return new TaskStatus(
                task,
                State.BLOCKED,
                Optional.empty(),
                Optional.empty(),
                progress,
                Optional.of(reason),
                Optional.empty());
    }

    /** What a task does. */
    public enum State {
        WAITING,
        RUNNING,
        PAUSED,
        BLOCKED,
        DONE
    }

    /**
     * A failed poll.
     *
     * @param at when
     * @param type class of failure
     * @param detail what was expected and what came
     */
    public record Failure(Instant at, String type, String detail) {}
}
