package io.telltale.service.topic;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed records of topics to their end and follows them, on a thread of its own. No
 * offset is committed. A record that cannot be deserialized is logged and left out; while Kafka is
 * unavailable, reading is retried every second. Any other failure ends the thread: {@link #isDead},
 * which the owner shows in liveness ({@link TopicFollower}).
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Object lock = new Object();
    private final String name;
    private final Consumer<KafkaConsumer<String, byte[]>> assignment;
    private final Consumer<ConsumerRecord<String, byte[]>> records;
    private final KafkaConsumer<String, byte[]> consumer;
    private final AtomicLong read = new AtomicLong();
    private final Thread thread;

    /** Number of the last request for the end. Guarded by the lock. */
    private long requested = 1;

    /** Whether the next poll may be woken. Guarded by the lock. */
    private boolean isIdle;

    /** Number of the last request whose end was reached. */
    private volatile long reached;

    private volatile boolean isClosing;
    private volatile @Nullable Throwable failure;

    private TopicReader(
            String name,
            KafkaSettings kafka,
            Consumer<KafkaConsumer<String, byte[]>> assignment,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        this.name = name;
        this.assignment = assignment;
        this.records = records;
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /**
     * Begins to read all partitions from their beginning.
     *
     * @param name of the thread and in logs
     * @param topics names on the brokers
     * @param records gets every record on the one thread, each partition in its order; may throw
     *     {@link SerializationException} for one that it cannot read
     */
    public static TopicReader fromBeginning(
            String name,
            KafkaSettings kafka,
            TopicLayout layout,
            List<String> topics,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        var partitions = partitions(layout, topics);
        return new TopicReader(
                name,
                kafka,
                consumer -> {
                    if (consumer.assignment().isEmpty()) {
                        consumer.assign(partitions);
                        consumer.seekToBeginning(partitions);
                    }
                },
                records);
    }

    /** The same from the first record that is not older; from the end where there is none. */
    static TopicReader since(
            Instant oldest,
            String name,
            KafkaSettings kafka,
            TopicLayout layout,
            List<String> topics,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        var partitions = partitions(layout, topics);
        return new TopicReader(
                name,
                kafka,
                consumer -> {
                    if (consumer.assignment().isEmpty()) {
                        var offsets = offsets(consumer, partitions, oldest);
                        consumer.assign(partitions);
                        offsets.forEach(consumer::seek);
                    }
                },
                records);
    }

    /**
     * Begins to read the partitions that are wanted from time to time.
     *
     * @param wanted asked on the one thread before every poll; the next offset of a partition
     *     counts when the partition is new
     */
    public static TopicReader ofWanted(
            String name,
            KafkaSettings kafka,
            Supplier<Map<TopicPartition, Long>> wanted,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        return new TopicReader(
                name,
                kafka,
                consumer -> {
                    var next = wanted.get();
                    var before = consumer.assignment();
                    if (!before.equals(next.keySet())) {
                        consumer.assign(next.keySet());
                        next.forEach((partition, offset) -> {
                            if (!before.contains(partition)) {
                                consumer.seek(partition, offset);
                            }
                        });
                    }
                },
                records);
    }

    /**
     * Reads a topic from its beginning to its end as it is now, and returns.
     *
     * @throws TimeoutException if no record comes for 60 s before the end is reached
     * @throws IllegalStateException if a record led to any other failure
     * @throws InterruptException if the calling thread is interrupted
     */
    public static void readToEnd(
            KafkaSettings kafka,
            TopicLayout layout,
            String topic,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        try (var reader = fromBeginning(topic, kafka, layout, List.of(topic), records)) {
            reader.awaitBeginning();
        }
    }

    private static List<TopicPartition> partitions(TopicLayout layout, List<String> topics) {
        return topics.stream()
                .flatMap(topic ->
                        IntStream.range(0, layout.partitions())
                                .mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
    }

    private static Map<TopicPartition, Long> offsets(
            KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions, Instant oldest) {
        var found =
                consumer.offsetsForTimes(
                        partitions.stream()
                                .collect(
                                        Collectors.toMap(
                                                partition -> partition,
                                                _ -> oldest.toEpochMilli())));
        var ends = consumer.endOffsets(partitions);
        return partitions.stream()
                .collect(
                        Collectors.toMap(
                                partition -> partition,
                                partition ->
                                        Optional.ofNullable(found.get(partition))
                                                .map(first -> first.offset())
                                                .orElseGet(() ->
                                                        Objects.requireNonNull(
                                                                ends.get(partition)))));
    }

    private void run() {
        try (consumer) {
            while (!isClosing) {
                try {
                    readOnce();
                } catch (WakeupException _) {
                    LOG.debug("{}: woken", name);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    LOG.warn("{}: cannot be read now: {}", name, e.toString());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!isClosing) {
                failure = e;
                LOG.error("{}: reading has ended with a bug", name, e);
            }
        }
    }

    private void readOnce() throws InterruptedException {
        assignment.accept(consumer);
        if (consumer.assignment().isEmpty()) {
            Thread.sleep(POLL);
            return;
        }
        long request;
        synchronized (lock) {
            request = requested;
            isIdle = request == reached;
        }
        if (request == reached) {
            consumer.poll(POLL).forEach(this::hand);
        } else {
            readToEnd();
            reached = request;
        }
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** As it is when this begins. */
    private void readToEnd() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (!isClosing
                && ends.entrySet().stream()
                        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::hand);
        }
    }

    private void hand(ConsumerRecord<String, byte[]> record) {
        if (isClosing) {
            return;
        }
        try {
            records.accept(record);
            read.incrementAndGet();
        } catch (SerializationException e) {
            if (isClosing) {
                return; // it was interrupted while it waited for the registry
            }
            LOG.warn(
                    "{}: the record at {}-{} offset {} cannot be read: {}",
                    name,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    /** Whether everything was read that was there when reading began. */
    public boolean isWhole() {
        return reached > 0;
    }

    /** Whether the thread ended although the reader was not closed. */
    public boolean isDead() {
        return !thread.isAlive() && !isClosing;
    }

    /**
     * Waits until everything was read that was committed before this call.
     *
     * @return whether it was within the limit
     * @throws IllegalStateException if the reader is dead
     */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        long request;
        synchronized (lock) {
            requested++;
            request = requested;
            if (isIdle) {
                isIdle = false;
                consumer.wakeup();
            }
        }
        return awaitReached(request, limit);
    }

    /**
     * Waits until everything was read that was there when reading began.
     *
     * @return whether it was within the limit
     * @throws IllegalStateException if the reader is dead
     */
    public boolean awaitWhole(Duration limit) throws InterruptedException {
        return awaitReached(1, limit);
    }

    private boolean awaitReached(long request, Duration limit) throws InterruptedException {
        await(() -> reached >= request || isDead(), limit);
        if (reached < request && isDead()) {
            throw new IllegalStateException(name + ": reading has ended with a bug", failure);
        }
        return reached >= request;
    }

    private void awaitBeginning() {
        try {
            var before = -1L;
            while (!awaitWhole(LONGEST_SILENCE)) {
                if (before == read.get()) {
                    throw new TimeoutException(
                            "%s: no record came for %s".formatted(name, LONGEST_SILENCE));
                }
                before = read.get();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Waits until a condition on what was read holds, such as that a written record was read back.
     *
     * @return whether it held within the limit
     */
    @SuppressWarnings("WaitNotInLoop") // the loop is over the condition and the deadline
    public boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
                lock.wait(100);
            }
        }
        return condition.getAsBoolean();
    }

    /** Ends the thread within 4 s, also where it waits for the registry. */
    @Override
    public void close() {
        isClosing = true;
        consumer.wakeup();
        try {
            if (!thread.join(LONGEST_STOP)) {
                thread.interrupt();
                thread.join(LONGEST_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
