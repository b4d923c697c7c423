package io.telltale.poller.partition;

import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.poller.schedule.CommittedTaskState;
import io.telltale.poller.schedule.HealthReporter;
import io.telltale.poller.schedule.PollCommit;
import io.telltale.poller.schedule.ScheduledTask;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.poller.task.PollTasks;
import io.telltale.poller.task.TaskCommands;
import io.telltale.providers.http.Backoff;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.Block;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A loop with given polls, commits in memory and a real backoff. */
final class LoopUnderTest {

    static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    private final List<String> story = new CopyOnWriteArrayList<>();
    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private final List<PollOutput> written = new CopyOnWriteArrayList<>();
    private final Deque<TaskPoll> polls = new ConcurrentLinkedDeque<>();
    private volatile Instant wallClock = NOW;
    private volatile long firstCommitAt;
    private volatile boolean commitsFail;
    private Optional<SourceHealth> health = Optional.empty();
    private PollTask task =
            PollTasks.create(
                    PollKind.THINGSPACE_SMS_QUEUE,
                    "0000123456-00001",
                    Map.of(),
                    Duration.ofDays(1));
    private TaskProgress progress = TaskProgress.newBuilder().setObservedAt(NOW).build();
    private Optional<ScheduledTask> scheduled = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    void poll(TaskPoll poll) {
        polls.add(poll);
    }

    void polls(int times, TaskPoll poll) {
        for (int i = 0; i < times; i++) {
            polls.add(poll);
        }
    }

    void begin(UnaryOperator<TaskProgress.Builder> change) {
        progress = change.apply(TaskProgress.newBuilder(progress)).build();
    }

    void health(SourceHealth last) {
        health = Optional.of(last);
    }

    void wallClock(Instant now) {
        wallClock = now;
    }

    void commitsFail() {
        commitsFail = true;
    }

    void saw(Object thing) {
        seen.add(thing);
    }

    PollTask task() {
        return task;
    }

    PollTask pollNow(int seconds) {
        return TaskCommands.pollNow(
                task, Optional.of("imei:990000560000001"), NOW.plusSeconds(seconds));
    }

    PollTask skip(String digest) {
        return TaskCommands.skip(task, digest, NOW.plusSeconds(1));
    }

    /** The task is like this now, whether its loop runs or not. */
    void changed(PollTask wanted) {
        task = wanted;
        scheduled.ifPresent(running -> running.changed(wanted));
    }

    private TaskLoop create() {
        var committed =
                new CommittedTaskState(Optional.of(progress), NOW, Map.of(), Map.of(), health);
        TaskPoll poll =
                input -> {
                    story.add("poll " + input.permit().map(Permit::token).orElse("-"));
                    return polls.remove().poll(input);
                };
        var created =
                new ScheduledTask(
                        task,
                        _ -> poll,
                        committed,
                        Optional.empty(),
                        id -> List.of(),
                        new HealthReporter(health),
                        Backoff.doubling(
                                Duration.ofMillis(1),
                                Duration.ofMinutes(5),
                                RandomGenerator.getDefault()),
                        new MovableClock());
        scheduled = Optional.of(created);
        return new TaskLoop(created, commit -> commit(created, commit));
    }

    private void commit(ScheduledTask polled, PollCommit commit) {
        var began = System.nanoTime();
        firstCommitAt = firstCommitAt == 0 ? System.nanoTime() : firstCommitAt;
        story.add("commit");
        if (commitsFail) {
            throw new CommitFailedException("fenced", new IllegalStateException());
        }
        written.addAll(commit.outputs());
        polled.committed(commit, began);
    }

    /** On this thread, until it ends. */
    void run() throws InterruptedException {
        create().run();
    }

    void start() {
        var loop = create();
        thread =
                Optional.of(
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        loop.run();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
    }

    /** Until its thread waits for the task to change. */
    void runUntilItWaits() {
        start();
        await(() -> thread.orElseThrow().getState() == Thread.State.WAITING, "a thread that waits");
    }

    void runUntil(TaskStatus.State state) {
        start();
        awaitState(state);
    }

    void awaitState(TaskStatus.State state) {
        await(() -> state() == state, "state " + state);
    }

    TaskStatus.State state() {
        return status().state();
    }

    TaskStatus status() {
        return scheduled.orElseThrow().status();
    }

    void awaitPolls(int number) {
        await(() -> polls().size() >= number, number + " polls");
    }

    private void await(BooleanSupplier condition, String what) {
        Await.until(condition::getAsBoolean, () -> "expected " + what + ", was " + story);
    }

    void stop() {
        scheduled.ifPresent(ScheduledTask::stop);
    }

    TaskProgress progress() {
        return scheduled.orElseThrow().state().progress();
    }

    List<String> story() {
        return story;
    }

    List<String> polls() {
        return story.stream().filter(step -> step.startsWith("poll")).toList();
    }

    List<Object> seen() {
        return seen;
    }

    long firstCommitAt() {
        return firstCommitAt;
    }

    <W extends PollOutput> List<W> written(Class<W> kind) {
        return written.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Block block(String digest) {
        return Block.newBuilder().setAt(NOW).setDigest(digest).setReason("expected JSON").build();
    }

    static SourceHealth.Builder health() {
        return SourceHealth.newBuilder()
                .setProvider(Provider.THINGSPACE)
                .setAccount("0000123456-00001")
                .setKind(PollKind.THINGSPACE_SMS_QUEUE);
    }

    static SourceHealth failing(String type) {
        return health().setLastError(
                        SourceError.newBuilder().setAt(NOW).setType(type).setDetail("gone").build())
                .build();
    }

    private final class MovableClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return wallClock;
        }
    }
}
