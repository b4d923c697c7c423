package io.telltale.poller.partition;

import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.AccountPartition;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that Kafka assigned to this instance, each with its worker.
 *
 * <p>A consumer group on the task topic assigns the partitions; the group's consumer reads nothing
 * and commits no offset. Should this instance be slow to notice that a partition went to another
 * one, the transactional id keeps the old owner from writing anything.
 */
public final class PartitionAssignment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionAssignment.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(6);
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final KafkaRecords records;
    private final TaskOwners taskOwners;
    private final List<PollTask> seeds;
    private final Duration finishedKept;
    private final PartitionPollsFactory polls;
    private final Clock clock;
    private final Map<Integer, PartitionWorker> workers = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> group;
    private final Thread thread;
    private volatile String memberId = "";
    private volatile boolean stopping;

    /**
     * Joins the group and begins.
     *
     * @param address under which other instances reach this one
     * @param seeds configured tasks
     * @param finishedKept how long other tasks are kept after their end
     * @param polls makes what polls a task
     */
    public PartitionAssignment(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            TaskOwners taskOwners,
            String address,
            List<PollTask> seeds,
            Duration finishedKept,
            PartitionPollsFactory polls,
            Clock clock) {
        this.kafka = kafka;
        this.layout = layout;
        this.serdes = serdes;
        this.records = new KafkaRecords(layout, serdes);
        this.taskOwners = taskOwners;
        this.seeds = List.copyOf(seeds);
        this.finishedKept = finishedKept;
        this.polls = polls;
        this.clock = clock;
        this.group = join(address);
        this.thread = Thread.ofPlatform().name("partitions").start(this::follow);
    }

    private KafkaConsumer<String, byte[]> join(String address) {
        var properties =
                kafka.client(
                        Map.of(
                                ConsumerConfig.GROUP_ID_CONFIG,
                                TaskOwners.groupOf(layout),
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                10_000,
                                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                                2_000,
                                // partitions that stay with their instance are not interrupted
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                CooperativeStickyAssignor.class.getName(),
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "latest"));
        // other instances find this one by it; settings that are passed through may not replace it
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, address);
        return new KafkaConsumer<>(
                properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void follow() {
        try (group) {
            group.subscribe(List.of(layout.nameOf(Topics.POLLER_TASK)), new Following());
            while (!stopping) {
                followOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("stopping");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followOnce() throws InterruptedException {
        try {
            group.poll(POLL);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("the group does not answer: {}", e.getMessage());
            Thread.sleep(RETRY);
        }
    }

    private final class Following implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            memberId = group.groupMetadata().memberId();
            group.pause(assigned);
            assigned.forEach(partition -> begin(partition.partition()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            end(revoked.stream().map(TopicPartition::partition).toList());
        }

        /** They have another owner already: there is nothing to wait for. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            LOG.warn("lost {}", lost);
            lost.stream()
                    .map(partition -> workers.remove(partition.partition()))
                    .filter(Objects::nonNull)
                    .forEach(PartitionWorker::drop);
        }
    }

    private void begin(int partition) {
        var own = seeds.stream().filter(seed -> partitionOf(seed) == partition).toList();
        var worker =
                new PartitionWorker(
                        partition,
                        () -> Transactions.take(partition, kafka, layout, records),
                        () -> new PartitionReader(partition, kafka, layout, serdes),
                        () -> taskOwners.has(memberId, partition),
                        own,
                        finishedKept,
                        polls,
                        clock);
        workers.put(partition, worker);
        // a consumer waits in here, which would hold the carrier of a virtual thread
        Thread.ofPlatform().name("partition-" + partition).start(worker);
    }

    private int partitionOf(PollTask task) {
        return AccountPartition.of(task.getProvider(), task.getAccount(), layout.partitions());
    }

    private void end(Collection<Integer> partitions) {
        var ending = partitions.stream().map(workers::remove).filter(Objects::nonNull).toList();
        ending.forEach(PartitionWorker::stop);
        var deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        try {
            for (var worker : ending) {
                if (!worker.awaitStopped(Duration.ofNanos(deadline - System.nanoTime()))) {
                    LOG.warn(
                            "a partition did not end within {}; its next owner fences it",
                            LONGEST_STOP);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The statuses of this instance's tasks, by partition; without partitions that are being taken
     * over.
     */
    public Map<Integer, List<TaskStatus>> statuses() {
        var running = new TreeMap<Integer, List<TaskStatus>>();
        workers.forEach((partition, worker) ->
                worker.running().ifPresent(tasks -> running.put(partition, tasks.statuses())));
        return running;
    }

    /** The status of a task of this instance. */
    public Optional<TaskStatus> status(PollTask task) {
        return running(partitionOf(task)).flatMap(tasks -> tasks.status(task.getId()));
    }

    /**
     * Runs a request to Graph on a thread of the account's partition, where a sign-in commits.
     *
     * @return empty when this instance does not poll the account now
     */
    public <T> Optional<Future<T>> request(String account, Function<GraphClients, T> request) {
        var partition = AccountPartition.of(Provider.GRAPH, account, layout.partitions());
        return running(partition).flatMap(tasks -> tasks.request(account, request));
    }

    private Optional<PartitionTasks> running(int partition) {
        return Optional.ofNullable(workers.get(partition)).flatMap(PartitionWorker::running);
    }

    /** Whether this instance processes its partitions now. */
    public ProcessingState processing() {
        var all = List.copyOf(workers.values());
        return new ProcessingState(
                !memberId.isEmpty(),
                (int) all.stream().filter(worker -> worker.running().isEmpty()).count(),
                !thread.isAlive() || all.stream().anyMatch(PartitionWorker::isDead),
                all.stream()
                        .flatMap(worker -> worker.running().stream())
                        .flatMap(tasks -> tasks.longestPollSince().stream())
                        .min(Instant::compareTo));
    }

    /** Ends all polls, then leaves the group. */
    @Override
    public void close() {
        stopping = true;
        end(List.copyOf(workers.keySet()));
        group.wakeup();
        try {
            thread.join(LONGEST_LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
