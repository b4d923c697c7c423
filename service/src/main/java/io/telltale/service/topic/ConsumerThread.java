package io.telltale.service.topic;

import io.telltale.schemas.topic.KafkaSettings;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer of committed records with a thread of its own, which takes its turn again and again.
 * While Kafka is unavailable a turn is retried every second. Any other failure ends the thread:
 * {@link #isDead}.
 */
public final class ConsumerThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerThread.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final String name;
    private final Turn turn;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile @Nullable Throwable failure;

    /** What the thread does again and again. */
    @FunctionalInterface
    public interface Turn {
        /** Does it once; a failure of Kafka is logged, and the next turn comes a second later. */
        void take() throws InterruptedException;
    }

    /**
     * Does nothing before {@link #start}.
     *
     * @param name of the thread and in logs
     */
    public ConsumerThread(String name, KafkaSettings kafka, Turn turn) {
        this.name = name;
        this.turn = turn;
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins, once. */
    public void start() {
        thread.start();
    }

    /** For the turn only: a consumer is used by one thread. */
    public KafkaConsumer<String, byte[]> consumer() {
        return consumer;
    }

    private void run() {
        try (consumer) {
            while (!isClosing) {
                try {
                    turn.take();
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

    /**
     * Polls once. A record that cannot be deserialized is logged and left out. For the turn only.
     *
     * @param records gets each of them; may throw {@link SerializationException} for one that it
     *     cannot read
     */
    public void poll(Duration longest, Consumer<ConsumerRecord<String, byte[]>> records) {
        consumer.poll(longest).forEach(record -> hand(record, records));
    }

    private void hand(
            ConsumerRecord<String, byte[]> record,
            Consumer<ConsumerRecord<String, byte[]>> records) {
        if (isClosing) {
            return;
        }
        try {
            records.accept(record);
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

    /** Lets a poll that waits return at once, with {@link WakeupException} in the turn. */
    public void wakeup() {
        consumer.wakeup();
    }

    /** Whether it was closed; its thread may still run. */
    public boolean isClosing() {
        return isClosing;
    }

    /** Whether the thread ended although it was not closed. */
    public boolean isDead() {
        return !thread.isAlive() && !isClosing;
    }

    /** The bug that ended the thread; null where none did. */
    public @Nullable Throwable failure() {
        return failure;
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
