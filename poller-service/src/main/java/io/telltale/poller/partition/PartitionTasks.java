package io.telltale.poller.partition;

import io.telltale.poller.poll.GraphClients;
import io.telltale.poller.poll.PartitionPolls;
import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.schedule.Backoff;
import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.poller.schedule.Commits;
import io.telltale.poller.schedule.CommittedTaskState;
import io.telltale.poller.schedule.HealthKey;
import io.telltale.poller.schedule.HealthReporter;
import io.telltale.poller.schedule.TaskDeletedException;
import io.telltale.poller.schedule.TaskLoop;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one partition from one take-over on, each with its loop on a virtual thread. Tasks
 * come, change and go; what a turn says is committed unless the partition is dropped or the task is
 * gone.
 */
final class PartitionTasks implements Commits {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionTasks.class);

    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final CommitGate gate;
    private final Transactions transactions;
    private final PartitionPolls polls;
    private final Clock clock;
    private final FinishedTasks finished;
    private final Map<String, TaskLoop> loops = new ConcurrentSkipListMap<>();
    private final Map<String, UnpolledTask> unpolled = new ConcurrentSkipListMap<>();

    /** By task id, and by their own name those of requests. */
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    private final AtomicLong requests = new AtomicLong();
    private final Map<String, HealthReporter> notes = new ConcurrentHashMap<>();
    private Set<String> unknown = Set.of();
    private Instant expiredAt = Instant.MIN;

    /**
     * Nothing is polled yet.
     *
     * @param finished which tasks are kept after their end
     */
    PartitionTasks(
            CommitGate gate,
            Transactions transactions,
            PartitionPolls polls,
            FinishedTasks finished,
            Clock clock) {
        this.gate = gate;
        this.transactions = transactions;
        this.polls = polls;
        this.finished = finished;
        this.clock = clock;
    }

    /**
     * Begins with what was read. A task of which a checkpoint cannot be decoded is not polled: it
     * would publish again what it published before.
     */
    void begin(Collection<PollTask> tasks, PartitionSnapshot content) {
        var memories = content.memories(tasks, clock.instant());
        gate.alone(() -> {
            unknown = new HashSet<>(content.unreadableTasks());
            for (var task : tasks) {
                var id = task.getId();
                unknown.remove(id);
                var memory = Objects.requireNonNull(memories.get(id));
                content.unreadableCheckpoint(id)
                        .ifPresentOrElse(
                                place ->
                                        unpolled.put(
                                                id,
                                                new UnpolledTask(
                                                        task,
                                                        memory,
                                                        place,
                                                        content.checkpointKeys(id),
                                                        clock.instant())),
                                () -> start(task, memory));
            }
        });
    }

    /**
     * A record of the task topic: it may be new, changed, gone, or the same as before. After a
     * record that cannot be decoded it is polled as before. Of a task whose record could not be
     * decoded at the take-over, what it reached is read by another take-over.
     */
    void changed(String id, StoredValue<PollTask> stored) {
        gate.alone(() -> {
            if (gate.isBroken() || stored instanceof StoredValue.Unreadable<PollTask>) {
                return;
            }
            if (unknown.contains(id)) {
                LOG.info("{}: written again; the partition is taken over anew", id);
                gate.shut();
            } else if (stored instanceof StoredValue.Value<PollTask>(var task)) {
                change(task);
            } else {
                delete(id);
            }
        });
    }

    private void change(PollTask task) {
        var id = task.getId();
        var loop = loops.get(id);
        if (loop != null) {
            if (!task.equals(loop.task())) {
                loop.changed(task);
            }
        } else if (unpolled.computeIfPresent(id, (_, known) -> known.changed(task)) == null) {
            LOG.info("{}: new", id);
            start(
                    task,
                    new CommittedTaskState(
                            Optional.empty(),
                            clock.instant(),
                            Map.of(),
                            Map.of(),
                            Optional.empty()));
        }
    }

    /** Its turn under way may go on, but is not committed any more. */
    private void delete(String id) {
        var known = unpolled.remove(id);
        if (known != null) {
            LOG.info("{}: deleted", id);
            forget(
                    List.of(known.task()),
                    known.checkpointKeys().stream().map(Tombstone::ofCheckpoint));
        }
        stop(id).ifPresent(loop -> {
            LOG.info("{}: deleted", id);
            forget(List.of(loop.task()), checkpoints(loop));
        });
    }

    private Optional<TaskLoop> stop(String id) {
        var loop = Optional.ofNullable(loops.remove(id));
        loop.ifPresent(one -> {
            one.stop();
            notes(one.task(), one.memory()).forget(id);
        });
        return loop;
    }

    private static Stream<Tombstone> checkpoints(TaskLoop loop) {
        return CheckpointKeys.of(loop.task().getId(), loop.memory()).stream()
                .map(Tombstone::ofCheckpoint);
    }

    /**
     * Writes tombstones of tasks that are not polled any more. The health of a source goes with the
     * last task that polls it.
     */
    private void forget(List<PollTask> gone, Stream<Tombstone> tombstones) {
        var polled =
                Stream.concat(
                                loops.values().stream().map(TaskLoop::task),
                                unpolled.values().stream().map(UnpolledTask::task))
                        .map(HealthKey::of)
                        .collect(Collectors.toSet());
        var healths =
                gone.stream()
                        .map(HealthKey::of)
                        .distinct()
                        .filter(health -> !polled.contains(health))
                        .toList();
        healths.forEach(notes::remove);
        transactions.forget(
                Stream.concat(tombstones, healths.stream().map(Tombstone::ofHealth)).toList(),
                clock.instant());
    }

    /**
     * Deletes tasks that ended long ago, all of them together: no other task of the partition
     * commits meanwhile. May be called often: it looks once in ten minutes.
     */
    void expire() {
        var now = clock.instant();
        if (now.isBefore(expiredAt.plus(EXPIRE_EVERY))) {
            return;
        }
        expiredAt = now;
        gate.alone(() -> {
            var expired =
                    loops.values().stream()
                            .filter(loop -> !gate.isBroken() && finished.isExpired(loop, now))
                            .toList();
            if (!expired.isEmpty()) {
                expire(expired);
            }
        });
    }

    private void expire(List<TaskLoop> expired) {
        for (var loop : expired) {
            LOG.info("{}: ended {} ago and is deleted", loop.task().getId(), finished.kept());
            stop(loop.task().getId());
        }
        forget(
                expired.stream().map(TaskLoop::task).toList(),
                expired.stream()
                        .flatMap(loop ->
                                Stream.concat(
                                        Stream.of(Tombstone.ofTask(loop.task().getId())),
                                        checkpoints(loop))));
    }

    private HealthReporter notes(PollTask task, CommittedTaskState memory) {
        return notes.computeIfAbsent(HealthKey.of(task), _ -> new HealthReporter(memory.health()));
    }

    private void start(PollTask task, CommittedTaskState memory) {
        var loop =
                new TaskLoop(
                        task,
                        polls,
                        memory,
                        this::pagesOf,
                        this,
                        notes(task, memory),
                        new Backoff(RandomGenerator.getDefault()),
                        clock);
        loops.put(task.getId(), loop);
        // one that was deleted and is there again waits for the last turn of the one before
        var before = Optional.ofNullable(threads.get(task.getId()));
        var thread = Thread.ofVirtual().name(task.getId()).unstarted(() -> run(loop, before));
        threads.put(task.getId(), thread);
        thread.start();
    }

    private void run(TaskLoop loop, Optional<Thread> before) {
        var id = loop.task().getId();
        try {
            if (before.isPresent()) {
                before.get().join();
            }
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CommitFailedException e) {
            LOG.debug("{}: its turn is dropped with the partition", id);
        } catch (RuntimeException | Error e) { // else the task would stand still and nobody know
            LOG.error("{}: ended with a bug; the partition is taken over anew", id, e);
            gate.shut();
        } finally {
            threads.remove(id, Thread.currentThread());
        }
    }

    private Collection<PageFingerprint> pagesOf(String id) {
        var loop = loops.get(id);
        return loop == null ? List.of() : loop.memory().pages().values();
    }

    @Override
    public void commit(PollTask task, List<PollOutput> writes, TaskProgress progress, Instant at) {
        gate.pass(task.getId(), () -> commitOwn(task, writes, progress, at));
    }

    private void commitOwn(
            PollTask task, List<PollOutput> writes, TaskProgress progress, Instant at) {
        var loop = loops.get(task.getId());
        if (loop == null || loop != ofThisThread(task.getId())) {
            throw new TaskDeletedException(task.getId());
        }
        var resolved = DiscoveredTasks.resolve(writes, this::task, at);
        transactions.commit(task, resolved, progress, at);
        loop.memory().remember(resolved, progress);
        DiscoveredTasks.in(resolved).forEach(this::change);
    }

    /** A loop that was deleted may still run while another of the same id waits for its end. */
    private @Nullable TaskLoop ofThisThread(String id) {
        return Thread.currentThread().equals(threads.get(id)) ? loops.get(id) : null;
    }

    private Optional<PollTask> task(String id) {
        return Optional.ofNullable(loops.get(id))
                .map(TaskLoop::task)
                .or(() -> Optional.ofNullable(unpolled.get(id)).map(UnpolledTask::task));
    }

    /** Nothing is committed from now on; turns that wait for a provider are interrupted. */
    void drop() {
        gate.shut();
        stop();
        threads.values().forEach(Thread::interrupt);
    }

    /** Asks all to end after the turns under way. */
    void stop() {
        loops.values().forEach(TaskLoop::stop);
    }

    /** Waits for turns under way; then the rest is interrupted, and nothing more is committed. */
    void finish(Duration limit) throws InterruptedException {
        join(limit);
        drop();
        join(AFTER_INTERRUPT);
    }

    private void join(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        for (var thread : List.copyOf(threads.values())) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    /**
     * Runs a request to Graph on a thread of the partition. A sign-in commits there, also when the
     * caller waits no longer, and ends with the partition.
     *
     * @return empty when the account is not one of the partition's
     */
    <T> Optional<Future<T>> request(String account, Function<GraphClients, T> request) {
        return polls.graph(account)
                .map(clients -> {
                    var result = new FutureTask<>(() -> request.apply(clients));
                    var name = "graph-request-" + requests.incrementAndGet();
                    var thread =
                            Thread.ofVirtual()
                                    .name(name)
                                    .unstarted(() -> {
                                        result.run();
                                        threads.remove(name);
                                    });
                    threads.put(name, thread);
                    thread.start();
                    return result;
                });
    }

    /** How the tasks stand, by id. */
    List<TaskStatus> statuses() {
        return Stream.concat(
                        loops.values().stream().map(TaskLoop::status),
                        unpolled.values().stream().map(UnpolledTask::status))
                .sorted(Comparator.comparing(status -> status.task().getId()))
                .toList();
    }

    /** How one stands. */
    Optional<TaskStatus> status(String id) {
        return Optional.ofNullable(loops.get(id))
                .map(TaskLoop::status)
                .or(() -> Optional.ofNullable(unpolled.get(id)).map(UnpolledTask::status));
    }

    /** When the longest turn under way began. */
    Optional<Instant> longestTurnSince() {
        return loops.values().stream()
                .flatMap(loop -> loop.runningSince().stream())
                .min(Instant::compareTo);
    }
}
