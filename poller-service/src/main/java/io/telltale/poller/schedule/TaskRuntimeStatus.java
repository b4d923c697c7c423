package io.telltale.poller.schedule;

import io.telltale.poller.schedule.TaskStatus.State;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of a task while it runs. Its loop's thread writes it, any thread reads it and may see
 * the members change one by one.
 */
final class TaskRuntimeStatus {

    private final CommittedTaskState committed;
    private final Clock clock;
    private volatile Optional<Instant> runningSince = Optional.empty();
    private volatile Optional<Instant> nextRunAt;
    private volatile Optional<Instant> lastSuccessAt;
    private volatile Optional<TaskStatus.Failure> lastError = Optional.empty();
    private volatile Optional<String> waitingFor = Optional.empty();

    /** Goes on from what is committed: a poll that wrote something had an answer. */
    TaskRuntimeStatus(CommittedTaskState committed, Clock clock) {
        this.committed = committed;
        this.clock = clock;
        this.nextRunAt = Optional.of(clock.instant());
        this.lastSuccessAt = committed.succeededAt();
    }

    void runs() {
        runningSince = Optional.of(clock.instant());
    }

    /**
     * The poll is over.
     *
     * @param untilNext for a task that is paused or blocked, how long it would be if it were not;
     *     empty when there is nothing left to ask
     */
    void waits(Optional<Duration> untilNext) {
        nextRunAt = untilNext.map(clock.instant()::plus);
        runningSince = Optional.empty();
    }

    /**
     * A poll got a usable answer.
     *
     * @param what it waits for from now on, such as callbacks
     */
    void succeeds(Instant at, Optional<String> what) {
        lastSuccessAt = Optional.of(at);
        lastError = Optional.empty();
        waitingFor = what;
    }

    /** What the task waits for before it goes on. */
    void waitsFor(Optional<String> what) {
        waitingFor = what;
    }

    void fails(TaskStatus.Failure failure) {
        lastError = Optional.of(failure);
        waitingFor = Optional.empty();
    }

    Optional<Instant> runningSince() {
        return runningSince;
    }

    Optional<Instant> lastSuccessAt() {
        return lastSuccessAt;
    }

    Optional<TaskStatus.Failure> lastError() {
        return lastError;
    }

    TaskStatus of(PollTask task) {
        var state = runningSince.isPresent() ? State.RUNNING : resting(task);
        return new TaskStatus(
                task,
                state,
                lastSuccessAt,
                state == State.WAITING ? nextRunAt : Optional.empty(),
                committed.progress(),
                lastError.or(() -> gaveUp(committed.progress())),
                state == State.WAITING ? waitingFor : Optional.empty());
    }

    private static Optional<TaskStatus.Failure> gaveUp(TaskProgress progress) {
        return Optional.ofNullable(progress.getEndedFor())
                .map(end -> new TaskStatus.Failure(end.getAt(), end.getType(), end.getDetail()));
    }

    /** Where several states apply, what an operator did comes first. */
    private State resting(PollTask task) {
        if (task.getPaused()) {
            return State.PAUSED;
        }
        if (committed.progress().getBlocked() != null
                && !PendingCommands.of(task, committed.progress()).any()) {
            return State.BLOCKED;
        }
        return nextRunAt.isPresent() ? State.WAITING : State.DONE;
    }
}
