package io.telltale.poller.partition;

import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every task there is, whoever polls it: each instance follows the whole task topic. */
public final class KnownTasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KnownTasks.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final NavigableMap<String, PollTask> tasks = new ConcurrentSkipListMap<>();
    private final Object moved = new Object();
    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordSerdes serdes;
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean whole;
    private volatile boolean stopping;

    /** Begins to read. */
    public KnownTasks(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.serdes = serdes;
        this.partitions =
                IntStream.range(0, layout.partitions())
                        .mapToObj(number ->
                                new TopicPartition(layout.nameOf(Topics.POLLER_TASK), number))
                        .toList();
        this.consumer =
                new KafkaConsumer<>(
                        kafka.client(
                                Map.of(
                                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("known-tasks").start(this::follow);
    }

    private void follow() {
        try (consumer) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                followOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("told to stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("tasks are read no more", e);
        }
    }

    private void followOnce() throws InterruptedException {
        try {
            consumer.poll(POLL).forEach(this::keep);
            whole = whole || isAtEnd();
            synchronized (moved) {
                moved.notifyAll();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("tasks cannot be read now: {}", e.getMessage());
            Thread.sleep(RETRY);
        }
    }

    private boolean isAtEnd() {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** One that cannot be read costs only itself; its owner says so loudly. */
    private void keep(ConsumerRecord<String, byte[]> record) {
        try {
            var task = serdes.read(record.topic(), PollTask.class, record.value());
            if (task == null) {
                tasks.remove(record.key());
            } else {
                tasks.put(record.key(), task);
            }
        } catch (SerializationException e) {
            LOG.warn(
                    "the task at {}-{} offset {} cannot be read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    /** Whether everything was read that was there at the beginning. */
    public boolean isWhole() {
        return whole;
    }

    /** Whether reading ended although nobody told it to. */
    public boolean isDead() {
        return !thread.isAlive() && !stopping;
    }

    /** One task. */
    public Optional<PollTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** All behind this id, by id; it moves with the topic. */
    public NavigableMap<String, PollTask> after(String id) {
        return Collections.unmodifiableNavigableMap(tasks.tailMap(id, false));
    }

    /** Waits until something holds of the tasks, such as that a record written is read. */
    @SuppressWarnings("WaitNotInLoop") // the loop is over the condition and the deadline
    void await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        synchronized (moved) {
            while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
                moved.wait(100);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
