package io.telltale.streams.live;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.streams.live.LiveStream.Phase;
import io.telltale.streams.live.ServedStreams.Pass;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fixes where streams start, and reads what those that come back have missed, on one thread and
 * with one consumer, one partition after the other. All streams that wait for a partition share a
 * pass, from the smallest offset that one of them needs to where the reader of what is new is.
 *
 * <p>While Kafka is unavailable it tries again every second; a pass then begins anew where its
 * streams are.
 */
final class CatchUpReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUpReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final OpenStreams streams;
    private final TimelineRecords records;
    private final TimelineOffsets offsets;
    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private @Nullable Pass pass;
    private int lastPartition = -1;
    private volatile boolean isClosing;

    /** Begins. */
    CatchUpReader(
            OpenStreams streams,
            TimelineRecords records,
            TimelineOffsets offsets,
            String topic,
            KafkaSettings kafka) {
        this.streams = streams;
        this.records = records;
        this.offsets = offsets;
        this.topic = topic;
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("timeline-catch-up").daemon().start(this::run);
    }

    private void run() {
        try (consumer) {
            while (!isClosing) {
                try {
                    startArrivals();
                    read();
                } catch (WakeupException _) {
                    LOG.debug("woken");
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    LOG.warn("the timeline cannot be read now: {}", e.toString());
                    pass = null;
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!isClosing) {
                LOG.error("catching up has ended with a bug", e);
            }
        }
    }

    /** Also between two polls of a pass, so that a client waits for no pass. */
    private void startArrivals() throws InterruptedException {
        var arrivals = streams.arriving();
        if (!arrivals.isEmpty()) {
            var firsts = offsets.firsts();
            streams.start(arrivals, firsts, offsets.ends());
        }
    }

    private void read() throws InterruptedException {
        if (pass == null) {
            pass = streams.nextPass(lastPartition).orElse(null);
            if (pass == null) {
                streams.awaitArrival(POLL);
                return;
            }
            consumer.assign(List.of(partition(pass)));
            consumer.seek(partition(pass), pass.from());
            lastPartition = pass.partition();
        }
        readOnce(pass);
    }

    private void readOnce(Pass current) {
        var partition = partition(current);
        streams.join(current.partition(), consumer.position(partition));
        consumer.poll(POLL).forEach(this::bring);
        if (!streams.settle(current.partition(), consumer.position(partition))) {
            consumer.assign(List.of());
            pass = null;
        }
    }

    private void bring(ConsumerRecord<String, byte[]> record) {
        try {
            records.bring(record, Phase.IN_PASS);
        } catch (SerializationException e) {
            LOG.warn(
                    "the record at {}-{} offset {} cannot be read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private TopicPartition partition(Pass current) {
        return new TopicPartition(topic, current.partition());
    }

    /** Whether the thread ended although the reader was not closed. */
    boolean isDead() {
        return !thread.isAlive() && !isClosing;
    }

    /** Ends the thread within 4 s. */
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
