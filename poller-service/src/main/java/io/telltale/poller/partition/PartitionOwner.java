package io.telltale.poller.partition;

import io.telltale.poller.poll.Poll;
import io.telltale.poller.schedule.Backoff;
import io.telltale.poller.schedule.CommitFailed;
import io.telltale.poller.schedule.TaskLoop;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the tasks of one partition for as long as it is ours.
 *
 * <p>Taking over has an order: (1) take the transactional id, which ends what an earlier owner was
 * doing; (2) read tasks and checkpoints to the end, which is then certain to be the end; (3) run.
 * When a commit fails, everything read is dropped and it begins at (1): what became of the
 * transaction is found by reading, never assumed.
 */
final class PartitionOwner implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionOwner.class);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

    private final int partition;
    private final Supplier<Transactions> transactions;
    private final PartitionReader reader;
    private final List<PollTask> seeds;
    private final Function<PollTask, Poll> polls;
    private final Clock clock;

    /** Released when something ended the polling: told to stop, or a commit failed. */
    private final Semaphore wake = new Semaphore(0);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private int failures;
    private volatile boolean stopping;
    private volatile List<TaskLoop> loops = List.of();

    /**
     * An owner that has not begun.
     *
     * @param seeds configured tasks of this partition; written when they are not there yet
     * @param polls makes what polls a task
     */
    PartitionOwner(
            int partition,
            Supplier<Transactions> transactions,
            PartitionReader reader,
            List<PollTask> seeds,
            Function<PollTask, Poll> polls,
            Clock clock) {
        this.partition = partition;
        this.transactions = transactions;
        this.reader = reader;
        this.seeds = List.copyOf(seeds);
        this.polls = polls;
        this.clock = clock;
    }

    /** Takes over and polls, again and again, until {@link #stop()}. */
    @Override
    public void run() {
        try {
            while (!stopping) {
                takeOver();
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    /** Longer after each failure that follows another closely; a stop ends it. */
    @SuppressWarnings("ResultOfMethodCallIgnored") // either way the loop looks whether to stop
    private void pause() throws InterruptedException {
        wake.drainPermits();
        if (!stopping) {
            var pause = backoff.pause(failures, Optional.empty());
            wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void takeOver() throws InterruptedException {
        var began = System.nanoTime();
        try (var owned = transactions.get()) {
            var content = reader.read(partition);
            var tasks = new ArrayList<>(content.tasks().values());
            var missing =
                    seeds.stream()
                            .filter(seed -> !content.tasks().containsKey(seed.getId()))
                            .toList();
            if (!missing.isEmpty()) {
                owned.add(missing, clock.instant());
                tasks.addAll(missing);
            }
            LOG.info("partition {}: polling {} tasks", partition, tasks.size());
            poll(tasks, content, owned);
        } catch (KafkaException | CommitFailed e) {
            LOG.warn("partition {}: taking over again: {}", partition, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("partition {}: taking over again after a bug", partition, e);
        }
        failures = System.nanoTime() - began > HEALTHY.toNanos() ? 1 : failures + 1;
    }

    private void poll(List<PollTask> tasks, PartitionContent content, Transactions owned)
            throws InterruptedException {
        wake.drainPermits();
        if (stopping) {
            return;
        }
        loops =
                tasks.stream()
                        .filter(task -> !task.getPaused())
                        .map(task -> loop(task, content, owned))
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            loops.forEach(loop -> threads.execute(() -> runUntilFailed(loop)));
            wake.acquire();
            loops.forEach(TaskLoop::stop);
            finish(threads);
        }
    }

    private TaskLoop loop(PollTask task, PartitionContent content, Transactions owned) {
        var progress = content.progressOf(task.getId()).orElseGet(this::beginning);
        return new TaskLoop(
                task,
                polls.apply(task),
                progress,
                content.pagesOf(task.getId()),
                content.devicesOf(task.getId()),
                owned,
                clock);
    }

    private TaskProgress beginning() {
        return TaskProgress.newBuilder().setObservedAt(clock.instant()).build();
    }

    /** Whatever ends a loop but its own end, the partition is taken over anew. */
    private void runUntilFailed(TaskLoop loop) {
        try {
            loop.run();
        } catch (CommitFailed e) {
            LOG.warn("{}: {}: {}", loop.status().task().getId(), e.getMessage(), e.getCause());
            wake.release();
        } catch (RuntimeException e) {
            LOG.error("{}: ended with a bug", loop.status().task().getId(), e);
            wake.release();
        }
    }

    /** Turns under way may finish; one that waits for a slow provider is interrupted. */
    private static void finish(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    /** Asks it to end after the turns under way. */
    void stop() {
        stopping = true;
        wake.release();
    }

    /** Waits until it has ended. */
    boolean awaitStopped(Duration limit) throws InterruptedException {
        return stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How its tasks stand. */
    List<TaskStatus> statuses() {
        return loops.stream().map(TaskLoop::status).toList();
    }
}
