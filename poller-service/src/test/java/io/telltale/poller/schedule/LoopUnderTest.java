package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.TaskPoll;
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

/** A loop whose turns are given, whose commits are remembered and whose back-off is real. */
final class LoopUnderTest {

    static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    private final List<String> story = new CopyOnWriteArrayList<>();
    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private final List<PollOutput> written = new CopyOnWriteArrayList<>();
    private final Deque<TaskPoll> turns = new ConcurrentLinkedDeque<>();
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
    private Optional<TaskLoop> loop = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    void turn(TaskPoll poll) {
        turns.add(poll);
    }

    void turns(int times, TaskPoll poll) {
        for (int i = 0; i < times; i++) {
            turns.add(poll);
        }
    }

    void begin(UnaryOperator<TaskProgress.Builder> change) {
        progress = change.apply(TaskProgress.newBuilder(progress)).build();
    }

    void health(SourceHealth told) {
        health = Optional.of(told);
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
        loop.ifPresent(running -> running.changed(wanted));
    }

    private TaskLoop create() {
        var memory = new CommittedTaskState(Optional.of(progress), NOW, Map.of(), Map.of(), health);
        TaskPoll poll =
                state -> {
                    story.add("turn " + state.permit().map(Permit::token).orElse("-"));
                    return turns.remove().turn(state);
                };
        var created =
                new TaskLoop(
                        task,
                        _ -> poll,
                        memory,
                        id -> List.of(),
                        (of, writes, reached, at) -> commit(memory, writes, reached),
                        new HealthReporter(health),
                        Backoff.doubling(
                                Duration.ofMillis(1),
                                Duration.ofMinutes(5),
                                RandomGenerator.getDefault()),
                        new MovableClock());
        loop = Optional.of(created);
        return created;
    }

    private void commit(CommittedTaskState memory, List<PollOutput> writes, TaskProgress reached) {
        firstCommitAt = firstCommitAt == 0 ? System.nanoTime() : firstCommitAt;
        story.add("commit");
        if (commitsFail) {
            throw new CommitFailedException("fenced", new IllegalStateException());
        }
        written.addAll(writes);
        memory.remember(writes, reached);
    }

    /** On this thread, until it ends. */
    void run() {
        create().run();
    }

    void start() {
        thread = Optional.of(Thread.ofVirtual().start(create()));
    }

    /** Until its thread waits for the task to change. */
    void runUntilItRests() {
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
        return loop.orElseThrow().status();
    }

    void awaitTurns(int number) {
        await(() -> turns().size() >= number, number + " turns");
    }

    private void await(BooleanSupplier condition, String what) {
        Await.until(condition::getAsBoolean, () -> "expected " + what + ", was " + story);
    }

    void stop() {
        loop.ifPresent(TaskLoop::stop);
    }

    TaskProgress progress() {
        return loop.orElseThrow().memory().progress();
    }

    List<String> story() {
        return story;
    }

    List<String> turns() {
        return story.stream().filter(step -> step.startsWith("turn")).toList();
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
