package io.telltale.poller.partition;

import io.telltale.poller.poll.Poll;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.AccountPartition;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions Kafka has given to this instance, each with its owner at work.
 *
 * <p>A consumer group on the task topic deals out the partitions; the group's consumer reads
 * nothing and commits no offset, it only learns what is ours. Should it be slow to learn that a
 * partition went to somebody else, the transactional id keeps the old owner from writing anything.
 */
public final class OwnedPartitions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnedPartitions.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(6);
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final KafkaRecords records;
    private final PartitionReader reader;
    private final List<PollTask> seeds;
    private final Function<PollTask, Poll> polls;
    private final Clock clock;
    private final Map<Integer, PartitionOwner> owners = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> group;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * Joins the group and begins.
     *
     * @param seeds configured tasks
     * @param polls makes what polls a task
     */
    public OwnedPartitions(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            List<PollTask> seeds,
            Function<PollTask, Poll> polls,
            Clock clock) {
        this.kafka = kafka;
        this.layout = layout;
        this.records = new KafkaRecords(layout, serdes);
        this.reader = new PartitionReader(kafka, layout, serdes);
        this.seeds = List.copyOf(seeds);
        this.polls = polls;
        this.clock = clock;
        this.group = join();
        this.thread = Thread.ofPlatform().name("partitions").start(this::follow);
    }

    private KafkaConsumer<String, byte[]> join() {
        return new KafkaConsumer<>(
                kafka.client(
                        Map.of(
                                ConsumerConfig.GROUP_ID_CONFIG,
                                layout.nameOf("telltale-poller"),
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                10_000,
                                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                                2_000,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "latest")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void follow() {
        try (group) {
            group.subscribe(List.of(layout.nameOf(Topics.POLLER_TASK)), new Following());
            while (!stopping) {
                followOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("told to stop");
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
            group.pause(assigned);
            assigned.forEach(partition -> begin(partition.partition()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            end(revoked.stream().map(TopicPartition::partition).toList());
        }
    }

    private void begin(int partition) {
        var own = seeds.stream().filter(seed -> partitionOf(seed) == partition).toList();
        var owner =
                new PartitionOwner(
                        partition,
                        () -> Transactions.take(partition, kafka, layout, records),
                        reader,
                        own,
                        polls,
                        clock);
        owners.put(partition, owner);
        Thread.ofVirtual().name("partition-" + partition).start(owner);
    }

    private int partitionOf(PollTask task) {
        return AccountPartition.of(task.getProvider(), task.getAccount(), layout.partitions());
    }

    private void end(Collection<Integer> partitions) {
        var ending = partitions.stream().map(owners::remove).filter(Objects::nonNull).toList();
        ending.forEach(PartitionOwner::stop);
        var deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        try {
            for (var owner : ending) {
                if (!owner.awaitStopped(Duration.ofNanos(deadline - System.nanoTime()))) {
                    LOG.warn(
                            "a partition did not end within {}; its next owner fences it",
                            LONGEST_STOP);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How all tasks of this instance stand, by task id. */
    public List<TaskStatus> statuses() {
        return owners.values().stream()
                .flatMap(owner -> owner.statuses().stream())
                .sorted(Comparator.comparing(status -> status.task().getId()))
                .toList();
    }

    /** Ends all turns, then leaves the group. */
    @Override
    public void close() {
        stopping = true;
        end(List.copyOf(owners.keySet()));
        group.wakeup();
        try {
            thread.join(LONGEST_LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
