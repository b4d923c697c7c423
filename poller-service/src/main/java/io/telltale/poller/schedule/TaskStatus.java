package io.telltale.poller.schedule;

import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.Optional;

/**
 * How a task stands, for people.
 *
 * @param task what is polled
 * @param state what it does now
 * @param lastSuccessAt last answer that could be used
 * @param nextRunAt when the next turn is due
 * @param progress what is committed of it
 * @param lastError the failure since the last success
 * @param waitingFor what has to be there, or to come, before it goes on
 */
public record TaskStatus(
        PollTask task,
        State state,
        Optional<Instant> lastSuccessAt,
        Optional<Instant> nextRunAt,
        TaskProgress progress,
        Optional<Failure> lastError,
        Optional<String> waitingFor) {

    /** What a task does. */
    public enum State {
        WAITING,
        RUNNING,
        PAUSED,
        BLOCKED,
        DONE
    }

    /**
     * A failed turn.
     *
     * @param at when
     * @param type class of failure
     * @param detail what was expected and what came
     */
    public record Failure(Instant at, String type, String detail) {}
}
