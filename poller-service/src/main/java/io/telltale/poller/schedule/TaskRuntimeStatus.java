package io.telltale.poller.schedule;

import io.telltale.poller.schedule.TaskStatus.State;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What people are told of a task. Written by the thread of its loop, read by others; each of them
 * may see the members change one by one.
 */
final class TaskRuntimeStatus {

    private final CommittedTaskState memory;
    private final Clock clock;
    private volatile Optional<Instant> runningSince = Optional.empty();
    private volatile Optional<Instant> nextRunAt;
    private volatile Optional<Instant> lastSuccessAt;
    private volatile Optional<TaskStatus.Failure> lastError = Optional.empty();
    private volatile Optional<String> waitingFor = Optional.empty();

    /** Goes on from what is committed: a turn that wrote something had an answer. */
    TaskRuntimeStatus(CommittedTaskState memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
        this.nextRunAt = Optional.of(clock.instant());
        this.lastSuccessAt = memory.succeededAt();
    }

    void runs() {
        runningSince = Optional.of(clock.instant());
    }

    /**
     * The turn is over.
     *
     * @param untilNext for a task that is paused or blocked, how long it would be if it were not;
     *     empty when there is nothing left to ask
     */
    void waits(Optional<Duration> untilNext) {
        nextRunAt = untilNext.map(clock.instant()::plus);
        runningSince = Optional.empty();
    }

    void succeeds(Instant at) {
        lastSuccessAt = Optional.of(at);
        lastError = Optional.empty();
    }

    /** What has to be there, or to come, before the task goes on; empty where nothing has. */
    void waitsFor(Optional<String> what) {
        waitingFor = what;
    }

    void fails(TaskStatus.Failure failure) {
        lastError = Optional.of(failure);
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
                memory.progress(),
                lastError.or(() -> gaveUp(memory.progress())),
                state == State.WAITING ? waitingFor : Optional.empty());
    }

    private static Optional<TaskStatus.Failure> gaveUp(TaskProgress progress) {
        return Optional.ofNullable(progress.getEndedFor())
                .map(end -> new TaskStatus.Failure(end.getAt(), end.getType(), end.getDetail()));
    }

    /** Which of several holds when more than one does: what an operator did comes first. */
    private State resting(PollTask task) {
        if (task.getPaused()) {
            return State.PAUSED;
        }
        if (memory.progress().getBlocked() != null
                && !PendingCommands.of(task, memory.progress()).any()) {
            return State.BLOCKED;
        }
        return nextRunAt.isPresent() ? State.WAITING : State.DONE;
    }
}
