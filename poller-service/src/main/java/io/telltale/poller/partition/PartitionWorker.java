package io.telltale.poller.partition;

import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.providers.http.Backoff;
import io.telltale.schemas.record.PollTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the tasks of one partition for as long as it is ours.
 *
 * <p>Taking over has an order: (1) take the transactional id, which fences an earlier owner; (2)
 * read tasks, checkpoints and secrets to the end, which is then certain to be the end; (3) run, and
 * follow the tasks from that end on. When a commit fails, everything read is dropped and it begins
 * at (1): what became of the transaction is found by reading, never assumed. Since (1) also fences
 * a later owner, it is only repeated once the group's coordinator confirms that the partition is
 * still ours, and confirms it again before (3), since (1) may have been late.
 */
final class PartitionWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

    private final int partition;
    private final Supplier<Transactions> transactions;
    private final Supplier<PartitionReader> readers;
    private final BooleanSupplier isStillOurs;
    private final List<PollTask> seeds;
    private final FinishedTasks finished;
    private final PartitionPollsFactory polls;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Backoff backoff = Backoff.usual();
    private int failures;
    private volatile Optional<PartitionTasks> running = Optional.empty();

    /**
     * A worker that has not begun.
     *
     * @param isStillOurs asks the group's coordinator
     * @param seeds configured tasks of this partition; written when they are not there yet
     * @param finishedKept how long other tasks are kept after their end
     * @param polls makes what polls a task
     */
    PartitionWorker(
            int partition,
            Supplier<Transactions> transactions,
            Supplier<PartitionReader> readers,
            BooleanSupplier isStillOurs,
            List<PollTask> seeds,
            Duration finishedKept,
            PartitionPollsFactory polls,
            Clock clock) {
        this.partition = partition;
        this.transactions = transactions;
        this.readers = readers;
        this.isStillOurs = isStillOurs;
        this.seeds = List.copyOf(seeds);
        this.finished =
                new FinishedTasks(
                        finishedKept,
                        seeds.stream().map(PollTask::getId).collect(Collectors.toSet()));
        this.polls = polls;
        this.clock = clock;
    }

    /** Takes over and polls, again and again, until {@link #stop()}. */
    @Override
    public void run() {
        try {
            takeOver();
            while (!pause()) {
                if (isStillOurs.getAsBoolean()) {
                    takeOver();
                } else {
                    LOG.info("partition {}: perhaps no longer ours; asking again", partition);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    /** Waits longer after each failure that follows another closely; true when stopped. */
    private boolean pause() throws InterruptedException {
        var pause = backoff.pause(Math.max(1, failures));
        return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeOver() throws InterruptedException {
        var began = System.nanoTime();
        try (var owned = transactions.get();
                var reader = readers.get()) {
            var snapshot = reader.read();
            if (!isStillOurs.getAsBoolean()) {
                LOG.info("partition {}: perhaps no longer ours; not polling", partition);
                return;
            }
            owned.forget(snapshot.orphans(), clock.instant());
            var tasks = tasks(snapshot, owned);
            LOG.info("partition {}: polling {} tasks", partition, tasks.size());
            poll(tasks, snapshot, owned, reader);
        } catch (KafkaException | CommitFailedException e) {
            LOG.warn("partition {}: taking over again: {}", partition, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("partition {}: taking over again after a bug", partition, e);
        }
        failures = System.nanoTime() - began > HEALTHY.toNanos() ? 1 : failures + 1;
    }

    /** The tasks that were read, and configured tasks that are missing. */
    private List<PollTask> tasks(PartitionSnapshot snapshot, Transactions owned) {
        var tasks = new ArrayList<>(snapshot.tasks().values());
        var missing =
                seeds.stream().filter(seed -> !snapshot.tasks().containsKey(seed.getId())).toList();
        if (!missing.isEmpty()) {
            owned.add(missing, clock.instant());
            tasks.addAll(missing);
        }
        return tasks;
    }

    private void poll(
            List<PollTask> tasks,
            PartitionSnapshot snapshot,
            Transactions owned,
            PartitionReader reader)
            throws InterruptedException {
        var secrets = new PartitionSecrets(owned, snapshot);
        var ours = new PartitionTasks(owned, polls.begin(secrets), finished, clock);
        running = Optional.of(ours);
        try {
            if (!isStopping()) {
                ours.begin(tasks, snapshot);
            }
            while (!isStopping() && !owned.isEnded()) {
                reader.follow(ours::changed);
                ours.expire();
            }
        } finally {
            running = Optional.empty();
            ours.stop();
            ours.finish(LONGEST_STOP);
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    /** Asks it to end after the polls under way. */
    void stop() {
        stop.countDown();
        running.ifPresent(PartitionTasks::stop);
    }

    /** Another instance owns the partition already: ends without waiting for anything. */
    void drop() {
        stop.countDown();
        running.ifPresent(PartitionTasks::drop);
    }

    /** Waits until it has ended. */
    boolean awaitStopped(Duration limit) throws InterruptedException {
        return stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether its thread ended although it was not stopped. */
    boolean isDead() {
        return stopped.getCount() == 0 && !isStopping();
    }

    /** Its tasks; empty while they are not polled, such as during a take-over. */
    Optional<PartitionTasks> running() {
        return running;
    }
}
