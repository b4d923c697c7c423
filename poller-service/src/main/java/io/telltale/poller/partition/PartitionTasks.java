package io.telltale.poller.partition;

import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.poller.schedule.CommittedTaskState;
import io.telltale.poller.schedule.HealthKey;
import io.telltale.poller.schedule.HealthReporter;
import io.telltale.poller.schedule.PollCommit;
import io.telltale.poller.schedule.ScheduledTask;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.providers.http.Backoff;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one partition from one take-over on, each with its loop on a virtual thread. Tasks
 * are added, changed and deleted meanwhile. What a poll changed is committed, unless its task was
 * deleted or the partition was dropped.
 */
final class PartitionTasks {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionTasks.class);

    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final PartitionPolls polls;
    private final Clock clock;
    private final FinishedTasks finished;
    private final Map<String, ScheduledTask> scheduled = new ConcurrentSkipListMap<>();
    private final Map<String, List<String>> undecodedKeys = new ConcurrentHashMap<>();

    /** By task id, and by their own name those of requests. */
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    private final AtomicLong requests = new AtomicLong();
    private final Map<String, HealthReporter> healths = new ConcurrentHashMap<>();
    private Set<String> unreadable = Set.of();
    private Instant expiredAt = Instant.MIN;

    /**
     * Polls nothing yet.
     *
     * @param finished which tasks are kept after their end
     */
    PartitionTasks(
            Transactions transactions, PartitionPolls polls, FinishedTasks finished, Clock clock) {
        this.transactions = transactions;
        this.polls = polls;
        this.finished = finished;
        this.clock = clock;
    }

    /**
     * Begins with what was read. A task with a checkpoint that cannot be decoded is not polled: it
     * would publish again what it published before.
     */
    void begin(Collection<PollTask> tasks, PartitionSnapshot snapshot) {
        var states = snapshot.states(tasks, clock.instant());
        transactions.alone(() -> {
            unreadable = new HashSet<>(snapshot.unreadableTasks());
            for (var task : tasks) {
                var id = task.getId();
                unreadable.remove(id);
                var hindrance = snapshot.unreadableCheckpoint(id).map(this::hindrance);
                if (hindrance.isPresent()) {
                    undecodedKeys.put(id, snapshot.checkpointKeys(id));
                }
                start(task, Objects.requireNonNull(states.get(id)), hindrance);
            }
        });
    }

    private TaskStatus.Failure hindrance(String place) {
        return new TaskStatus.Failure(
                clock.instant(),
                "UNREADABLE_CHECKPOINT",
                "the checkpoint at %s cannot be decoded; to begin anew, delete the task and add it again"
                        .formatted(place));
    }

    /**
     * Follows a record of the task topic: the task may be new, changed, deleted or the same. A
     * record that cannot be decoded changes nothing. A task that could not be decoded at the
     * take-over needs another take-over, which reads its checkpoints.
     */
    void changed(String id, StoredValue<PollTask> stored) {
        transactions.alone(() -> {
            if (transactions.isEnded() || stored instanceof StoredValue.Unreadable<PollTask>) {
                return;
            }
            if (unreadable.contains(id)) {
                LOG.info("{}: written again; the partition is taken over anew", id);
                transactions.end();
            } else if (stored instanceof StoredValue.Value<PollTask>(var task)) {
                change(task);
            } else {
                delete(id);
            }
        });
    }

    private void change(PollTask task) {
        var id = task.getId();
        var known = scheduled.get(id);
        if (known != null) {
            if (!task.equals(known.task())) {
                known.changed(task);
            }
        } else {
            LOG.info("{}: new", id);
            start(task, CommittedTaskState.beginning(clock.instant()), Optional.empty());
        }
    }

    private void delete(String id) {
        var task = scheduled.get(id);
        if (task != null) {
            LOG.info("{}: deleted", id);
            stop(task);
            forget(List.of(task.task()), checkpoints(task));
        }
    }

    /** A poll under way may go on, but is not committed any more. */
    private void stop(ScheduledTask task) {
        scheduled.remove(task.task().getId());
        task.stop();
        health(task.task(), task.state()).forget(task.task().getId());
    }

    private Stream<Tombstone> checkpoints(ScheduledTask task) {
        var id = task.task().getId();
        var undecoded = undecodedKeys.remove(id);
        var keys = undecoded == null ? CheckpointKeys.of(id, task.state()) : undecoded;
        return keys.stream().map(Tombstone::ofCheckpoint);
    }

    /**
     * Writes tombstones of tasks that are not polled any more. The health of a source goes with the
     * last task that polls it.
     */
    private void forget(List<PollTask> gone, Stream<Tombstone> tombstones) {
        var polled =
                scheduled.values().stream()
                        .map(task -> HealthKey.of(task.task()))
                        .collect(Collectors.toSet());
        var unpolledSources =
                gone.stream()
                        .map(HealthKey::of)
                        .distinct()
                        .filter(source -> !polled.contains(source))
                        .toList();
        unpolledSources.forEach(healths::remove);
        transactions.forget(
                Stream.concat(tombstones, unpolledSources.stream().map(Tombstone::ofHealth))
                        .toList(),
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
        transactions.alone(() -> {
            var expired =
                    scheduled.values().stream()
                            .filter(task ->
                                    !transactions.isEnded() && finished.isExpired(task, now))
                            .toList();
            if (!expired.isEmpty()) {
                expire(expired);
            }
        });
    }

    private void expire(List<ScheduledTask> expired) {
        for (var task : expired) {
            LOG.info("{}: ended {} ago and is deleted", task.task().getId(), finished.kept());
            stop(task);
        }
        forget(
                expired.stream().map(ScheduledTask::task).toList(),
                expired.stream()
                        .flatMap(task ->
                                Stream.concat(
                                        Stream.of(Tombstone.ofTask(task.task().getId())),
                                        checkpoints(task))));
    }

    private HealthReporter health(PollTask task, CommittedTaskState state) {
        return healths.computeIfAbsent(HealthKey.of(task), _ -> new HealthReporter(state.health()));
    }

    private void start(
            PollTask task, CommittedTaskState state, Optional<TaskStatus.Failure> hindrance) {
        var started =
                new ScheduledTask(
                        task,
                        polls,
                        state,
                        hindrance,
                        this::pagesOf,
                        health(task, state),
                        Backoff.usual(),
                        clock);
        scheduled.put(task.getId(), started);
        // one that was deleted and is added again waits for the last poll of its predecessor
        var before = Optional.ofNullable(threads.get(task.getId()));
        var thread = Thread.ofVirtual().name(task.getId()).unstarted(() -> run(started, before));
        threads.put(task.getId(), thread);
        thread.start();
    }

    private void run(ScheduledTask task, Optional<Thread> before) {
        var id = task.task().getId();
        try {
            if (before.isPresent()) {
                before.get().join();
            }
            new TaskLoop(task, commit -> commit(task, commit)).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CommitFailedException e) {
            LOG.debug("{}: its poll is dropped with the partition", id);
        } catch (RuntimeException | Error e) { // else the task would stop without a trace
            LOG.error("{}: ended with a bug; the partition is taken over anew", id, e);
            transactions.end();
        } finally {
            threads.remove(id, Thread.currentThread());
        }
    }

    private void commit(ScheduledTask task, PollCommit polled) {
        var began = System.nanoTime();
        transactions.alone(() -> {
            if (scheduled.get(polled.taskId()) != task) {
                LOG.debug("{}: was deleted; its last poll is dropped", polled.taskId());
                return;
            }
            var commit = DiscoveredTasks.resolve(polled, this::task);
            transactions.commit(commit);
            task.committed(commit, began);
            DiscoveredTasks.in(commit).forEach(this::change);
        });
    }

    private Collection<PageFingerprint> pagesOf(String id) {
        var task = scheduled.get(id);
        return task == null || !task.isPolled() ? List.of() : task.state().pages().values();
    }

    private Optional<PollTask> task(String id) {
        return Optional.ofNullable(scheduled.get(id)).map(ScheduledTask::task);
    }

    /** Nothing is committed from now on; polls that wait for a provider are interrupted. */
    void drop() {
        transactions.end();
        stop();
        threads.values().forEach(Thread::interrupt);
    }

    /** Asks all to end after the polls under way. */
    void stop() {
        scheduled.values().forEach(ScheduledTask::stop);
    }

    /** Waits for polls under way; then the rest is interrupted, and nothing more is committed. */
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

    /** The statuses of all tasks, by id. */
    List<TaskStatus> statuses() {
        return scheduled.values().stream().map(ScheduledTask::status).toList();
    }

    /** The status of a task. */
    Optional<TaskStatus> status(String id) {
        return Optional.ofNullable(scheduled.get(id)).map(ScheduledTask::status);
    }

    /** When the longest poll under way began. */
    Optional<Instant> longestPollSince() {
        return scheduled.values().stream()
                .flatMap(task -> task.pollingSince().stream())
                .min(Instant::compareTo);
    }
}
