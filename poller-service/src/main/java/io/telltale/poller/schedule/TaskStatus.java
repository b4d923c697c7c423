package io.telltale.poller.schedule;

import io.telltale.schemas.record.PollTask;
import java.time.Instant;
import java.util.Optional;

/**
 * How a task stands, for people.
 *
 * @param task what is polled
 * @param state what it does now
 * @param lastSuccessAt last answer that could be used, by this instance
 * @param nextRunAt when the next turn is due
 * @param seen rows seen in the scan going on
 * @param lastError the failure since the last success
 */
public record TaskStatus(
        PollTask task,
        State state,
        Optional<Instant> lastSuccessAt,
        Optional<Instant> nextRunAt,
        long seen,
        Optional<Failure> lastError) {

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

    TaskStatus running() {
        return new TaskStatus(
                task, State.RUNNING, lastSuccessAt, Optional.empty(), seen, lastError);
    }

    TaskStatus done(Instant at) {
        return new TaskStatus(
                task, State.DONE, Optional.of(at), Optional.empty(), seen, Optional.empty());
    }

    TaskStatus succeeded(Instant at, Instant next, long rows) {
        return new TaskStatus(
                task, State.WAITING, Optional.of(at), Optional.of(next), rows, Optional.empty());
    }

    TaskStatus failed(Failure failure, Instant next) {
        return new TaskStatus(
                task, State.WAITING, lastSuccessAt, Optional.of(next), seen, Optional.of(failure));
    }
}
