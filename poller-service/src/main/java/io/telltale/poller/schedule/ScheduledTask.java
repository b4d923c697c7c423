package io.telltale.poller.schedule;

import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.poller.poll.OtherTasks;
import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.Next;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.providers.http.Backoff;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SkipRequest;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task: when its next poll is due, the poll, and what has to be committed of it. A runner waits
 * until it is due, polls, commits, and reports the commit; a task that is paused, blocked or done
 * is not due until it changes.
 *
 * <p>The next poll gets a permit only after its commit, for 5 s from the beginning of that commit,
 * and never after a failure. So an instance that was paused or fenced changes nothing at the
 * provider when it wakes.
 *
 * <p>One thread waits, polls and reports. Any thread may read the status, change or stop the task.
 */
public final class ScheduledTask {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledTask.class);

    private final Function<PollTask, TaskPoll> polls;
    private final CommittedTaskState state;
    private final Optional<TaskStatus.Failure> hindrance;
    private final OtherTasks otherTasks;
    private final HealthReporter health;
    private final Clock clock;
    private final PollSchedule schedule;
    private final TaskRuntimeStatus status;
    private final UnreadablePageCounter unreadablePages = new UnreadablePageCounter();
    private final Semaphore changes = new Semaphore(0);

    private PollTask polled;
    private TaskPoll poll;
    private Optional<Permit> permit = Optional.empty();
    private volatile PollTask task;
    private volatile boolean stopping;

    /**
     * Goes on from what was committed last.
     *
     * @param polls makes what polls a task; used again when the task's parameters changed
     * @param hindrance why it must not be polled, whatever changes; empty where it is polled
     * @param health of the source that it polls, perhaps with other tasks
     */
    public ScheduledTask(
            PollTask task,
            Function<PollTask, TaskPoll> polls,
            CommittedTaskState state,
            Optional<TaskStatus.Failure> hindrance,
            OtherTasks otherTasks,
            HealthReporter health,
            Backoff backoff,
            Clock clock) {
        this.task = task;
        this.polls = polls;
        this.state = state;
        this.hindrance = hindrance;
        this.otherTasks = otherTasks;
        this.health = health;
        this.clock = clock;
        this.polled = task;
        this.poll = polls.apply(task);
        this.schedule = new PollSchedule(task, state.progress().getDone(), backoff);
        this.status = new TaskRuntimeStatus(state, clock);
    }

    /** Its status now. */
    public TaskStatus status() {
        return hindrance
                .map(reason -> TaskStatus.unpolled(task, state.progress(), reason))
                .orElseGet(() -> status.of(task));
    }

    /** Whether nothing hinders its polls for good. */
    public boolean isPolled() {
        return hindrance.isEmpty();
    }

    /** What is committed of the task. */
    public CommittedTaskState state() {
        return state;
    }

    /** The task as it is wanted now. */
    public PollTask task() {
        return task;
    }

    /** When the poll under way began; empty between polls. */
    public Optional<Instant> pollingSince() {
        return status.runningSince();
    }

    /** The task is wanted like this from now on; it goes on from its progress. */
    public void changed(PollTask wanted) {
        task = wanted;
        changes.release();
    }

    /** Makes it never due again; a poll under way is finished first. */
    public void stop() {
        stopping = true;
        changes.release();
    }

    /** Waits until a poll is due; false once the task is stopped. */
    public boolean awaitDue() throws InterruptedException {
        while (!stopping && !isDue()) {
            await();
        }
        return !stopping;
    }

    /**
     * Whether a poll is due now: the task may change or stop while its runner waits for a place.
     */
    public boolean isDue() {
        return !stopping && untilPoll().filter(Duration::isZero).isPresent();
    }

    /** How many polls may run at once beside this one. */
    public ConcurrencyLimit limit() {
        return poll.limit();
    }

    /** How long to wait; empty = until the task is changed. */
    private Optional<Duration> untilPoll() {
        var wanted = task;
        var commands = PendingCommands.of(wanted, state.progress());
        schedule.follow(wanted, commands);
        var isBlocked = state.progress().getBlocked() != null && !commands.any();
        return wanted.getPaused() || isBlocked || hindrance.isPresent()
                ? Optional.empty()
                : schedule.untilPoll();
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // either way the caller looks what to do now
    private void await() throws InterruptedException {
        var wait = untilPoll();
        status.waits(schedule.untilPoll());
        if (wait.isPresent()) {
            changes.tryAcquire(wait.get().toNanos(), TimeUnit.NANOSECONDS);
        } else {
            changes.acquire();
        }
        changes.drainPermits();
    }

    /**
     * Polls once. Blocks while the provider answers.
     *
     * @return what has to be committed before the next poll; empty when nothing changed
     * @throws CommitFailedException if something that must be durable before it is used was not
     *     committed, such as a refresh token
     */
    public Optional<PollCommit> poll() {
        var wanted = task;
        var commands = PendingCommands.of(wanted, state.progress());
        var input = input(commands);
        permit = Optional.empty();
        status.runs();
        return switch (poll(wanted, input)) {
            case PollResult.Answered answered -> Optional.of(answered(wanted, answered, commands));
            case PollResult.Unchanged(var next) -> {
                succeeded(wanted, next);
                yield changes(
                        wanted,
                        health(wanted).stream().toList(),
                        unblocked(commands.obeyed(state.progress())));
            }
            case PollResult.Waiting(var what, var pause) -> {
                status.waitsFor(Optional.of(what));
                schedule.waits(pause);
                yield Optional.empty();
            }
            // one that was interrupted to stop failed for our own reasons
            case PollResult.Failed failed ->
                    stopping ? Optional.empty() : failed(wanted, failed, commands);
        };
    }

    private PollInput input(PendingCommands commands) {
        var progress = state.progress();
        return new PollInput(
                progress.getDone()
                        ? TaskProgress.newBuilder(progress).setDone(false).setEndedFor(null).build()
                        : progress,
                state.pages(),
                state.devices(),
                permit.filter(Permit::holds),
                commands.pollNow(),
                commands.skip().map(SkipRequest::getDigest),
                otherTasks,
                now());
    }

    /** A bug in one poll must not stop the other tasks: it counts as a failed poll. */
    private PollResult poll(PollTask wanted, PollInput input) {
        try {
            if (!wanted.getParameters().equals(polled.getParameters())
                    || wanted.getIntervalMillis() != polled.getIntervalMillis()) {
                poll = polls.apply(wanted);
                polled = wanted;
            }
            return poll.poll(input);
        } catch (CommitFailedException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{}: a poll ended with a bug", wanted.getId(), e);
            return new PollResult.Failed(
                    "INTERNAL", e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private PollCommit answered(
            PollTask wanted, PollResult.Answered answered, PendingCommands commands) {
        succeeded(wanted, answered.next());
        var outputs = new ArrayList<PollOutput>();
        answered.outputs()
                .forEach(output ->
                        outputs.add(
                                output instanceof PollOutput.Health own ? health.of(own) : output));
        if (outputs.stream().noneMatch(PollOutput.Health.class::isInstance)) {
            health(wanted).ifPresent(outputs::add);
        }
        var progress = unblocked(commands.obeyed(answered.progress()));
        return new PollCommit(
                wanted.getId(), outputs, progress, progress.getObservedAt(), answered.permit());
    }

    private void succeeded(PollTask wanted, Next next) {
        unreadablePages.forget();
        status.succeeds(
                clock.instant(),
                next instanceof Next.After(_, var what) ? what : Optional.<String>empty());
        schedule.succeeded(wanted, next);
    }

    private Optional<PollCommit> failed(
            PollTask wanted, PollResult.Failed failed, PendingCommands commands) {
        var pause = schedule.failed(failed.pause());
        LOG.warn(
                "{}: {} {}; next poll in {}",
                wanted.getId(),
                failed.type(),
                failed.detail(),
                pause);
        status.fails(new TaskStatus.Failure(clock.instant(), failed.type(), failed.detail()));
        var decision =
                BlockDecision.of(
                        wanted, failed, state.progress(), commands, unreadablePages, now());
        var outputs = new ArrayList<>(decision.letters());
        health(wanted).ifPresent(outputs::add);
        return changes(wanted, outputs, decision.progress());
    }

    /** Only what differs from what is committed. */
    private Optional<PollCommit> changes(
            PollTask wanted, List<PollOutput> outputs, TaskProgress reached) {
        return outputs.isEmpty() && reached.equals(state.progress())
                ? Optional.empty()
                : Optional.of(
                        new PollCommit(wanted.getId(), outputs, reached, now(), Optional.empty()));
    }

    private static TaskProgress unblocked(TaskProgress progress) {
        return progress.getBlocked() == null
                ? progress
                : TaskProgress.newBuilder(progress).setBlocked(null).build();
    }

    private Optional<PollOutput> health(PollTask wanted) {
        return health.due(wanted, status.lastSuccessAt(), status.lastError(), now())
                .map(PollOutput.Health::new);
    }

    /**
     * Remembers a commit and permits what the next poll may change at the provider.
     *
     * @param beganNanos when the commit began, on the clock of {@link System#nanoTime()}
     */
    public void committed(PollCommit commit, long beganNanos) {
        state.remember(commit.outputs(), commit.progress());
        permit = commit.permit().map(token -> Permit.ofCommit(token, beganNanos));
    }

    /** Never before the last poll, so that a record's time does not go back on a take-over. */
    private Instant now() {
        var wall = clock.instant();
        var last = state.progress().getObservedAt();
        return wall.isBefore(last) ? last : wall;
    }
}
