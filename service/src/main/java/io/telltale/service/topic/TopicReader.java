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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the committed records of topics to their end and follows them, on a thread of its own. No
 * offset is committed. A record that cannot be deserialized is logged and left out; while Kafka is
 * unavailable, reading is retried every second. Any other failure ends the thread: {@link #isDead},
 * which the owner shows in liveness ({@link TopicFollower}).
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final Object lock = new Object();
    private final String name;
    private final Consumer<KafkaConsumer<String, byte[]>> assignment;
    private final Consumer<ConsumerRecord<String, byte[]>> records;
    private final AtomicLong read = new AtomicLong();
    private final ConsumerThread thread;

    /** Number of the last request for the end. Guarded by the lock. */
    private long requested = 1;

    /** Whether the next poll may be woken. Guarded by the lock. */
    private boolean isIdle;

    /** Number of the last request whose end was reached. */
    private volatile long reached;

    private TopicReader(
            String name,
            KafkaSettings kafka,
            Consumer<KafkaConsumer<String, byte[]>> assignment,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        this.name = name;
        this.assignment = assignment;
        this.records = records;
        this.thread = new ConsumerThread(name, kafka, this::readOnce);
        thread.start();
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

    private void readOnce() throws InterruptedException {
        var consumer = thread.consumer();
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
            thread.poll(POLL, this::hand);
        } else {
            readToEnd(consumer);
            reached = request;
        }
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** As it is when this begins. */
    private void readToEnd(KafkaConsumer<String, byte[]> consumer) {
        var ends = consumer.endOffsets(consumer.assignment());
        while (!thread.isClosing()
                && ends.entrySet().stream()
                        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            thread.poll(POLL, this::hand);
        }
    }

    private void hand(ConsumerRecord<String, byte[]> record) {
        records.accept(record);
        read.incrementAndGet();
    }

    /** Whether everything was read that was there when reading began. */
    public boolean isWhole() {
        return reached > 0;
    }

    /** Whether the thread ended although the reader was not closed. */
    public boolean isDead() {
        return thread.isDead();
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
                thread.wakeup();
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
            throw new IllegalStateException(
                    name + ": reading has ended with a bug", thread.failure());
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
        thread.close();
    }
}
