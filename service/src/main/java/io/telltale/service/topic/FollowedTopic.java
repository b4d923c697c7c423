package io.telltale.service.topic;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics to their end, what is committed of them, and then follows them, on a thread of its
 * own. A record that cannot be read costs only itself; brokers that are away are waited for;
 * anything else ends the reading, which its owner shows as {@link TopicFollower#isDead()}.
 */
public final class FollowedTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Object moved = new Object();
    private final String name;
    private final Optional<Instant> since;
    private final Consumer<ConsumerRecord<String, byte[]>> follower;
    private final List<TopicPartition> partitions;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean whole;
    private volatile boolean stopping;

    /**
     * Begins to read from the beginning.
     *
     * @param name of the thread and in logs
     * @param topics names on the brokers
     * @param follower gets every record, by the one thread, each partition in its order; may throw
     *     {@link SerializationException} for one that it cannot read
     */
    public FollowedTopic(
            String name,
            KafkaSettings kafka,
            TopicLayout layout,
            Collection<String> topics,
            Consumer<ConsumerRecord<String, byte[]>> follower) {
        this(name, kafka, layout, topics, Optional.empty(), follower);
    }

    /** The same, from the first record on whose time is not before this one; else from the end. */
    FollowedTopic(
            String name,
            KafkaSettings kafka,
            TopicLayout layout,
            Collection<String> topics,
            Optional<Instant> since,
            Consumer<ConsumerRecord<String, byte[]>> follower) {
        this.name = name;
        this.since = since;
        this.follower = follower;
        this.partitions =
                topics.stream()
                        .flatMap(topic ->
                                IntStream.range(0, layout.partitions())
                                        .mapToObj(number -> new TopicPartition(topic, number)))
                        .toList();
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name(name).start(this::follow);
    }

    private void follow() {
        try (consumer) {
            consumer.assign(partitions);
            var begun = false;
            while (!stopping) {
                begun = begun || whenKafkaAnswers(this::seekToBegin);
                if (begun) {
                    whenKafkaAnswers(this::followOnce);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("{}: told to stop", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (stopping) {
                LOG.debug("{}: stopped in the middle", name, e);
            } else {
                LOG.error("{}: reading has ended with a bug", name, e);
            }
        }
    }

    private boolean whenKafkaAnswers(Runnable step) throws InterruptedException {
        try {
            step.run();
            return true;
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("{}: cannot be read now: {}", name, e.getMessage());
            Thread.sleep(RETRY);
            return false;
        }
    }

    private void seekToBegin() {
        if (since.isEmpty()) {
            consumer.seekToBeginning(partitions);
            return;
        }
        var oldest = since.get().toEpochMilli();
        var offsets =
                consumer.offsetsForTimes(
                        partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, _ -> oldest)));
        var ends = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            var first = Optional.ofNullable(offsets.get(partition)).map(OffsetAndTimestamp::offset);
            consumer.seek(
                    partition, first.orElseGet(() -> Objects.requireNonNull(ends.get(partition))));
        }
    }

    private void followOnce() {
        consumer.poll(POLL).forEach(this::hand);
        whole = whole || isAtEnd();
        synchronized (moved) {
            moved.notifyAll();
        }
    }

    private boolean isAtEnd() {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void hand(ConsumerRecord<String, byte[]> record) {
        if (stopping) {
            return;
        }
        try {
            follower.accept(record);
        } catch (SerializationException e) {
            if (stopping) {
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

    /** Whether everything was read that was there at the beginning. */
    public boolean isWhole() {
        return whole;
    }

    /** Whether reading ended although nobody told it to. */
    public boolean isDead() {
        return !thread.isAlive() && !stopping;
    }

    /**
     * Waits until something holds of what was read, such as that a record written is read back.
     *
     * @return whether it came to hold within the limit
     */
    @SuppressWarnings("WaitNotInLoop") // the loop is over the condition and the deadline
    public boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        synchronized (moved) {
            while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
                moved.wait(100);
            }
        }
        return condition.getAsBoolean();
    }

    /** Ends the thread, also where it waits for the registry. */
    @Override
    public void close() {
        stopping = true;
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
