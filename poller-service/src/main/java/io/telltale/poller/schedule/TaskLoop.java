package io.telltale.poller.schedule;

import io.telltale.poller.poll.OtherTasks;
import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.providers.http.Backoff;
import io.telltale.providers.http.ResponseMemoryBudget;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SkipRequest;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task, polled turn after turn on a virtual thread of its own until it is stopped. While it is
 * paused, blocked or done it waits for the task to change.
 *
 * <p>A turn's permit is handed to the next turn only for 5 s from the beginning of the commit, and
 * not at all after a failure: an instance that was paused or fenced must change nothing at the
 * provider when it wakes.
 */
public final class TaskLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLoop.class);

    private final Function<PollTask, TaskPoll> polls;
    private final CommittedTaskState memory;
    private final OtherTasks siblings;
    private final Commits commits;
    private final Clock clock;
    private final PollSchedule schedule;
    private final TaskRuntimeStatus standing;
    private final UnreadablePageCounter unread = new UnreadablePageCounter();
    private final HealthReporter notes;
    private final Semaphore changed = new Semaphore(0);

    private PollTask polled;
    private TaskPoll poll;
    private Optional<Permit> permit = Optional.empty();
    private volatile PollTask task;
    private volatile boolean stopping;

    /**
     * A loop that starts from what was committed last.
     *
     * @param polls makes what polls a task; asked again when the task's parameters changed
     * @param notes of the source that it polls, perhaps with others
     */
    public TaskLoop(
            PollTask task,
            Function<PollTask, TaskPoll> polls,
            CommittedTaskState memory,
            OtherTasks siblings,
            Commits commits,
            HealthReporter notes,
            Backoff backoff,
            Clock clock) {
        this.task = task;
        this.polls = polls;
        this.memory = memory;
        this.siblings = siblings;
        this.commits = commits;
        this.clock = clock;
        this.polled = task;
        this.poll = polls.apply(task);
        this.schedule = new PollSchedule(task, memory.progress().getDone(), backoff);
        this.standing = new TaskRuntimeStatus(memory, clock);
        this.notes = notes;
    }

    /** How the task stands now. */
    public TaskStatus status() {
        return standing.of(task);
    }

    /** What is committed of the task. */
    public CommittedTaskState memory() {
        return memory;
    }

    /** The task as it is wanted now. */
    public PollTask task() {
        return task;
    }

    /** Since when the turn under way is; empty between turns. */
    public Optional<Instant> runningSince() {
        return standing.runningSince();
    }

    /** The task is wanted like this from now on; it goes on from where it stands. */
    public void changed(PollTask wanted) {
        task = wanted;
        changed.release();
    }

    /** Asks the loop to end; a turn under way is finished first. */
    public void stop() {
        stopping = true;
        changed.release();
    }

    /**
     * Takes turns until stopped.
     *
     * @throws CommitFailedException if a turn could not be committed
     * @throws Error such as no memory; the loop has ended, and nothing of its turn is committed
     */
    @Override
    public void run() {
        try {
            while (!stopping) {
                var wait = untilTurn();
                if (wait.filter(Duration::isZero).isPresent()) {
                    takeTurnInPlace();
                } else {
                    await(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TaskDeletedException e) {
            LOG.debug("{}; its last turn is dropped", e.getMessage());
        }
    }

    /** How long to wait; empty = until the task is changed. */
    private Optional<Duration> untilTurn() {
        var wanted = task;
        var orders = PendingCommands.of(wanted, memory.progress());
        schedule.follow(wanted, orders);
        var blocked = memory.progress().getBlocked() != null && !orders.any();
        return wanted.getPaused() || blocked ? Optional.empty() : schedule.untilTurn();
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // either way the loop looks what to do now
    private void await(Optional<Duration> wait) throws InterruptedException {
        standing.waits(schedule.untilTurn());
        if (wait.isPresent()) {
            changed.tryAcquire(wait.get().toNanos(), TimeUnit.NANOSECONDS);
        } else {
            changed.acquire();
        }
        changed.drainPermits();
    }

    /** What was wanted may have changed until there was a place. */
    private void takeTurnInPlace() throws InterruptedException {
        var places = poll.places();
        if (places.isEmpty()) {
            ResponseMemoryBudget.whileInUse(() -> takeTurn(task));
            return;
        }
        places.get().enter();
        try {
            if (!stopping && untilTurn().filter(Duration::isZero).isPresent()) {
                ResponseMemoryBudget.whileInUse(() -> takeTurn(task));
            }
        } finally {
            places.get().leave();
        }
    }

    private void takeTurn(PollTask wanted) {
        standing.runs();
        var orders = PendingCommands.of(wanted, memory.progress());
        var leave = permit.filter(Permit::holds);
        permit = Optional.empty();
        switch (turn(wanted, state(orders, leave))) {
            case PollResult.Answered answered -> answered(wanted, answered, orders);
            case PollResult.Unchanged(var next) -> unchanged(wanted, next, orders);
            case PollResult.Waiting(var what, var pause) -> {
                standing.waitsFor(Optional.of(what));
                schedule.waits(pause);
            }
            case PollResult.Failed failed -> {
                if (!stopping) { // one that was interrupted to stop failed for our own reasons
                    failed(wanted, failed, orders);
                }
            }
        }
    }

    private PollInput state(PendingCommands orders, Optional<Permit> leave) {
        var progress = memory.progress();
        return new PollInput(
                progress.getDone()
                        ? TaskProgress.newBuilder(progress).setDone(false).setEndedFor(null).build()
                        : progress,
                memory.pages(),
                memory.devices(),
                leave,
                orders.asked(),
                orders.skip().map(SkipRequest::getDigest),
                siblings,
                now());
    }

    /** A bug in one poll must not stop the other tasks: it counts as a failed turn. */
    private PollResult turn(PollTask wanted, PollInput state) {
        try {
            if (!wanted.getParameters().equals(polled.getParameters())
                    || wanted.getIntervalMillis() != polled.getIntervalMillis()) {
                poll = polls.apply(wanted);
                polled = wanted;
            }
            return poll.turn(state);
        } catch (
                CommitFailedException e) { // of something that had to be durable before it was used
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{}: a turn ended with a bug", wanted.getId(), e);
            return new PollResult.Failed(
                    "INTERNAL", e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private void answered(PollTask wanted, PollResult.Answered answered, PendingCommands orders) {
        standing.succeeds(clock.instant());
        var writes = new ArrayList<PollOutput>();
        answered.writes()
                .forEach(write ->
                        writes.add(write instanceof PollOutput.Health own ? notes.of(own) : write));
        if (writes.stream().noneMatch(PollOutput.Health.class::isInstance)) {
            note(wanted).ifPresent(writes::add);
        }
        var progress = unblocked(orders.obeyed(answered.progress()));
        var began = System.nanoTime();
        commits.commit(wanted, writes, progress, progress.getObservedAt());
        permit = answered.permit().map(token -> Permit.ofCommit(token, began));
        succeeded(wanted, answered.next());
    }

    private void unchanged(PollTask wanted, Next next, PendingCommands orders) {
        standing.succeeds(clock.instant());
        var note = note(wanted);
        if (note.isPresent() || orders.any() || memory.progress().getBlocked() != null) {
            var progress = unblocked(orders.obeyed(memory.progress()));
            commits.commit(wanted, note.stream().toList(), progress, now());
        }
        succeeded(wanted, next);
    }

    private static TaskProgress unblocked(TaskProgress progress) {
        return progress.getBlocked() == null
                ? progress
                : TaskProgress.newBuilder(progress).setBlocked(null).build();
    }

    private void succeeded(PollTask wanted, Next next) {
        unread.forget();
        standing.waitsFor(
                next instanceof Next.After(_, var what) ? what : Optional.<String>empty());
        schedule.succeeded(wanted, next);
    }

    private void failed(PollTask wanted, PollResult.Failed failed, PendingCommands orders) {
        var pause = schedule.failed(failed.pause());
        standing.waitsFor(Optional.empty());
        LOG.warn(
                "{}: {} {}; next try in {}", wanted.getId(), failed.type(), failed.detail(), pause);
        standing.fails(new TaskStatus.Failure(clock.instant(), failed.type(), failed.detail()));
        var before = memory.progress();
        var blocking = BlockDecision.of(wanted, failed, before, orders, unread, now());
        var writes = new ArrayList<PollOutput>(blocking.letters());
        note(wanted).ifPresent(writes::add);
        if (!writes.isEmpty() || !blocking.progress().equals(before)) {
            commits.commit(wanted, writes, blocking.progress(), now());
        }
    }

    private Optional<PollOutput> note(PollTask wanted) {
        return notes.due(wanted, standing.lastSuccessAt(), standing.lastError(), now())
                .map(PollOutput.Health::new);
    }

    /** Never before the last turn, so that a record's time does not go back on a take-over. */
    private Instant now() {
        var wall = clock.instant();
        var last = memory.progress().getObservedAt();
        return wall.isBefore(last) ? last : wall;
    }
}
