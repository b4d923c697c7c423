package io.telltale.streams.live;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.service.topic.ConsumerThread;
import io.telltale.streams.live.LiveStream.Phase;
import io.telltale.streams.live.ServedStreams.Pass;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Fixes where streams start, and reads what those that come back have missed, on one thread and
 * with one consumer, one partition after the other. All streams that wait for a partition share a
 * pass, from the smallest offset that one of them needs to where the reader of what is new is.
 *
 * <p>While Kafka is unavailable it tries again every second; a pass then begins anew where its
 * streams are.
 */
final class CatchUpReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final OpenStreams streams;
    private final TimelineRecords records;
    private final TimelineOffsets offsets;
    private final String topic;
    private final ConsumerThread thread;
    private @Nullable Pass pass;
    private int lastPartition = -1;

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
        this.thread = new ConsumerThread("timeline-catch-up", kafka, this::catchUp);
        thread.start();
    }

    private void catchUp() throws InterruptedException {
        try {
            startArrivals();
            read();
        } catch (KafkaException e) {
            pass = null;
            throw e;
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
            thread.consumer().assign(List.of(partition(pass)));
            thread.consumer().seek(partition(pass), pass.from());
            lastPartition = pass.partition();
        }
        readOnce(pass);
    }

    private void readOnce(Pass current) {
        var consumer = thread.consumer();
        var partition = partition(current);
        streams.join(current.partition(), consumer.position(partition));
        thread.poll(POLL, record -> records.bring(record, Phase.IN_PASS));
        if (!streams.settle(current.partition(), consumer.position(partition))) {
            consumer.assign(List.of());
            pass = null;
        }
    }

    private TopicPartition partition(Pass current) {
        return new TopicPartition(topic, current.partition());
    }

    /** Whether the thread ended although the reader was not closed. */
    boolean isDead() {
        return thread.isDead();
    }

    /** Ends the thread within 4 s. */
    @Override
    public void close() {
        thread.close();
    }
}
