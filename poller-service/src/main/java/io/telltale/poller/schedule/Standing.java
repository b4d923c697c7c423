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
final class Standing {

    private final TaskMemory memory;
    private final Clock clock;
    private volatile Optional<Instant> runningSince = Optional.empty();
    private volatile Optional<Instant> nextRunAt;
    private volatile Optional<Instant> lastSuccessAt;
    private volatile Optional<TaskStatus.Failure> lastError = Optional.empty();

    /** Goes on from what is committed: a turn that wrote something had an answer. */
    Standing(TaskMemory memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
        this.nextRunAt = Optional.of(clock.instant());
        this.lastSuccessAt = memory.succeededAt();
    }

    void runs() {
        runningSince = Optional.of(clock.instant());
    }

    /** The turn is over; the next one comes in this time, or when something changes. */
    void waits(Optional<Duration> wait) {
        nextRunAt = wait.map(clock.instant()::plus);
        runningSince = Optional.empty();
    }

    void succeeds(Instant at) {
        lastSuccessAt = Optional.of(at);
        lastError = Optional.empty();
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
        var running = runningSince.isPresent();
        return new TaskStatus(
                task,
                running ? State.RUNNING : resting(task),
                lastSuccessAt,
                running || task.getPaused() ? Optional.empty() : nextRunAt,
                memory.progress(),
                lastError.or(() -> gaveUp(memory.progress())));
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
        if (memory.progress().getBlocked() != null && !Orders.of(task, memory.progress()).any()) {
            return State.BLOCKED;
        }
        return nextRunAt.isPresent() ? State.WAITING : State.DONE;
    }
}
