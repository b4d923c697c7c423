package io.telltale.poller.schedule;

import io.telltale.poller.poll.Poll;
import io.telltale.poller.poll.TaskState;
import io.telltale.poller.poll.Turn;
import io.telltale.poller.poll.Turn.Next;
import io.telltale.poller.poll.Write;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.DeviceProgress;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task, polled turn after turn on a virtual thread of its own until it is stopped or done.
 *
 * <p>A turn's permit is handed to the next turn only for 5 s after the commit, and not at all after
 * a failure: an instance that was paused or fenced must change nothing at the provider when it
 * wakes.
 */
public final class TaskLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLoop.class);
    private static final Duration PERMIT = Duration.ofSeconds(5);

    private final PollTask task;
    private final Poll poll;
    private final Commits commits;
    private final Clock clock;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final CountDownLatch stop = new CountDownLatch(1);
    private final NavigableMap<String, PageFingerprint> pages;
    private final NavigableMap<String, DeviceProgress> devices;

    private TaskProgress progress;
    private Optional<Permit> permit = Optional.empty();
    private int failures;
    private volatile TaskStatus status;

    /** A loop that starts from what was committed last. */
    public TaskLoop(
            PollTask task,
            Poll poll,
            TaskProgress progress,
            NavigableMap<String, PageFingerprint> pages,
            NavigableMap<String, DeviceProgress> devices,
            Commits commits,
            Clock clock) {
        this.task = task;
        this.poll = poll;
        this.progress = progress;
        this.pages = new ConcurrentSkipListMap<>(pages);
        this.devices = new TreeMap<>(devices);
        this.commits = commits;
        this.clock = clock;
        this.status =
                new TaskStatus(
                        task,
                        TaskStatus.State.WAITING,
                        Optional.empty(),
                        Optional.of(clock.instant()),
                        progress.getSeen(),
                        Optional.empty());
    }

    /** How the task stands now. */
    public TaskStatus status() {
        return status;
    }

    /** Asks the loop to end; a turn under way is finished first. */
    public void stop() {
        stop.countDown();
    }

    /**
     * Takes turns until stopped or done.
     *
     * @throws CommitFailed if a turn could not be committed
     */
    @Override
    public void run() {
        try {
            var pause =
                    progress.getDone() ? Optional.<Duration>empty() : Optional.of(Duration.ZERO);
            while (pause.isPresent() && !stop.await(pause.get().toNanos(), TimeUnit.NANOSECONDS)) {
                pause = takeTurn();
            }
            if (pause.isEmpty()) {
                status = status.done(clock.instant());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Duration> takeTurn() {
        status = status.running();
        var leave = permit.filter(Permit::holds);
        permit = Optional.empty();
        return switch (turn(state(leave))) {
            case Turn.Answered answered -> {
                commits.commit(task, answered);
                remember(answered);
                yield succeeded(answered.next());
            }
            case Turn.Unchanged(var next) -> succeeded(next);
            case Turn.Failed failed -> Optional.of(failed(failed));
        };
    }

    private TaskState state(Optional<Permit> leave) {
        return new TaskState(
                progress,
                pages,
                devices,
                leave,
                Optional.empty(),
                Optional.empty(),
                task -> List.of(),
                now());
    }

    /** A bug in one poll must not stop the other tasks: it counts as a failed turn. */
    private Turn turn(TaskState state) {
        try {
            return poll.turn(state);
        } catch (RuntimeException e) {
            LOG.error("{}: a turn ended with a bug", task.getId(), e);
            return new Turn.Failed("INTERNAL", e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private void remember(Turn.Answered answered) {
        var until = System.nanoTime() + PERMIT.toNanos();
        progress = answered.progress();
        permit = answered.permit().map(token -> new Permit(token, until));
        answered.writes().forEach(this::remember);
    }

    private void remember(Write write) {
        switch (write) {
            case Write.Page(var page) -> pages.put(page.getFirstCursor(), page);
            case Write.NoPage(var firstCursor) -> pages.remove(firstCursor);
            case Write.Device(var device) -> devices.put(device.getRef(), device);
            case Write.Fact _,
                    Write.Unread _,
                    Write.CampaignInfo _,
                    Write.Found _,
                    Write.Health _ -> {
                // for others
            }
        }
    }

    private Optional<Duration> succeeded(Next next) {
        failures = 0;
        var pause =
                switch (next) {
                    case Next.AtOnce() -> Optional.of(Duration.ZERO);
                    case Next.AfterInterval() ->
                            Optional.of(Duration.ofMillis(task.getIntervalMillis()));
                    case Next.After(var time) -> Optional.of(time);
                    case Next.Never() -> Optional.<Duration>empty();
                };
        var at = clock.instant();
        status = status.succeeded(at, at.plus(pause.orElse(Duration.ZERO)), progress.getSeen());
        return pause;
    }

    private Duration failed(Turn.Failed failed) {
        failures++;
        var pause = backoff.pause(failures, failed.pause());
        LOG.warn("{}: {} {}; next try in {}", task.getId(), failed.type(), failed.detail(), pause);
        var at = clock.instant();
        status =
                status.failed(
                        new TaskStatus.Failure(at, failed.type(), failed.detail()), at.plus(pause));
        return pause;
    }

    /** Never before the last turn, so that a record's time does not go back on a take-over. */
    private Instant now() {
        var wall = clock.instant();
        return wall.isBefore(progress.getObservedAt()) ? progress.getObservedAt() : wall;
    }
}
