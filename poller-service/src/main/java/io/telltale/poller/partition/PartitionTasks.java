package io.telltale.poller.partition;

import io.telltale.poller.poll.GraphClients;
import io.telltale.poller.poll.OwnedPolls;
import io.telltale.poller.poll.Write;
import io.telltale.poller.schedule.Backoff;
import io.telltale.poller.schedule.CommitFailed;
import io.telltale.poller.schedule.Commits;
import io.telltale.poller.schedule.TaskGone;
import io.telltale.poller.schedule.TaskLoop;
import io.telltale.poller.schedule.TaskMemory;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;
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

    private final CommitGate gate;
    private final Transactions transactions;
    private final OwnedPolls polls;
    private final Clock clock;
    private final Map<String, TaskLoop> loops = new ConcurrentSkipListMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    PartitionTasks(CommitGate gate, Transactions transactions, OwnedPolls polls, Clock clock) {
        this.gate = gate;
        this.transactions = transactions;
        this.polls = polls;
        this.clock = clock;
    }

    /** Begins with what was read. */
    void begin(Collection<PollTask> tasks, PartitionContent content) {
        var memories = content.memories(tasks, clock.instant());
        gate.alone(() -> tasks.forEach(task -> start(task, memories.get(task.getId()))));
    }

    /**
     * A task is wanted like this from now on: it may be new, changed, or the same as before.
     *
     * @param task null when it was deleted
     */
    void changed(String id, @Nullable PollTask task) {
        gate.alone(() -> {
            if (!gate.isBroken()) {
                change(id, task);
            }
        });
    }

    private void change(String id, @Nullable PollTask task) {
        var loop = loops.get(id);
        if (task == null) {
            delete(id);
        } else if (loop == null) {
            LOG.info("{}: new", id);
            start(task, null);
        } else if (!task.equals(loop.task())) {
            loop.changed(task);
        }
    }

    /** Its turn under way may go on, but is not committed any more. */
    private void delete(String id) {
        var loop = loops.remove(id);
        if (loop != null) {
            LOG.info("{}: deleted", id);
            loop.stop();
            transactions.forget(CheckpointKeys.of(id, loop.memory()), clock.instant());
        }
    }

    private void start(PollTask task, @Nullable TaskMemory read) {
        var memory =
                read == null
                        ? new TaskMemory(
                                Optional.empty(),
                                clock.instant(),
                                Map.of(),
                                Map.of(),
                                Optional.empty())
                        : read;
        var loop =
                new TaskLoop(
                        task,
                        polls,
                        memory,
                        this::pagesOf,
                        this,
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
        } catch (CommitFailed e) {
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
    public void commit(PollTask task, List<Write> writes, TaskProgress progress, Instant at) {
        gate.pass(task.getId(), () -> commitOwn(task, writes, progress, at));
    }

    private void commitOwn(PollTask task, List<Write> writes, TaskProgress progress, Instant at) {
        var loop = loops.get(task.getId());
        if (loop == null || loop != ofThisThread(task.getId())) {
            throw new TaskGone(task.getId());
        }
        var resolved = FoundTasks.resolve(writes, this::task, at);
        transactions.commit(task, resolved, progress, at);
        loop.memory().remember(resolved, progress);
        FoundTasks.in(resolved).forEach(found -> change(found.getId(), found));
    }

    /** A loop that was deleted may still run while another of the same id waits for its end. */
    private @Nullable TaskLoop ofThisThread(String id) {
        return Thread.currentThread().equals(threads.get(id)) ? loops.get(id) : null;
    }

    private Optional<PollTask> task(String id) {
        return Optional.ofNullable(loops.get(id)).map(TaskLoop::task);
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

    /** What asks Graph for an account. */
    Optional<GraphClients> graph(String account) {
        return polls.graph(account);
    }

    /** How the tasks stand, by id. */
    List<TaskStatus> statuses() {
        return loops.values().stream().map(TaskLoop::status).toList();
    }

    /** How one stands. */
    Optional<TaskStatus> status(String id) {
        return Optional.ofNullable(loops.get(id)).map(TaskLoop::status);
    }

    /** When the longest turn under way began. */
    Optional<Instant> longestTurnSince() {
        return loops.values().stream()
                .flatMap(loop -> loop.runningSince().stream())
                .min(Instant::compareTo);
    }
}
