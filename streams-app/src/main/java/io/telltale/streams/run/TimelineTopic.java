package io.telltale.streams.run;

import static java.util.Objects.requireNonNull;

import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.KeyPartition;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.store.LiveTimelines;
import io.telltale.streams.store.Lookup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed on {@code device.timeline.v1}, a consumer for each reader. */
@Singleton
@Requires(beans = StreamsSettings.class)
final class TimelineTopic implements LiveTimelines {

    /** Each takes a connection to the brokers and some memory. */
    private static final int MOST_READERS = 100;

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final Semaphore free = new Semaphore(MOST_READERS);
    private volatile boolean isStopping;

    TimelineTopic(KafkaSettings kafka, TopicLayout layout, SerdeSettings serdeSettings) {
        this.kafka = kafka;
        this.layout = layout;
        this.serdes = new RecordSerdes(serdeSettings);
    }

    @PreDestroy
    void stop() {
        isStopping = true;
        serdes.close();
    }

    @Override
    public Lookup<Live> open(String deviceKey, OptionalLong after) {
        if (!free.tryAcquire()) {
            return new Lookup.NotReady<>(MOST_READERS + " timelines are being read already");
        }
        var consumer = consumer();
        try {
            var partition = partitionOf(deviceKey);
            consumer.assign(List.of(partition));
            consumer.seek(partition, begin(consumer, partition, after));
            return new Lookup.Found<>(new Reader(consumer, deviceKey));
        } catch (TimeoutException _) {
            close(consumer);
            return new Lookup.NotReady<>("the brokers do not answer");
        } catch (RuntimeException e) {
            close(consumer);
            throw e;
        }
    }

    private static long begin(
            KafkaConsumer<?, ?> consumer, TopicPartition partition, OptionalLong after) {
        var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (after.isEmpty()) {
            return end;
        }
        var first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        return Math.clamp(after.getAsLong() + 1, first, end);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private TopicPartition partitionOf(String deviceKey) {
        return new TopicPartition(
                layout.nameOf(Topics.DEVICE_TIMELINE),
                KeyPartition.of(deviceKey, layout.partitions()));
    }

    /** Who breaks an answer off interrupts its thread, and that must not keep it from closing. */
    private void close(KafkaConsumer<?, ?> consumer) {
        free.release();
        var isInterrupted = Thread.interrupted();
        consumer.close();
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Reader implements Live {

        private final KafkaConsumer<String, byte[]> consumer;
        private final String deviceKey;
        private boolean isBrokenOff;

        Reader(KafkaConsumer<String, byte[]> consumer, String deviceKey) {
            this.consumer = consumer;
            this.deviceKey = deviceKey;
        }

        @Override
        public List<Published> await(Duration longest) {
            var deadline = System.nanoTime() + longest.toNanos();
            var found = new ArrayList<Published>();
            try {
                while (found.isEmpty() && !isOver() && System.nanoTime() < deadline) {
                    for (var record : consumer.poll(POLL)) {
                        if (deviceKey.equals(record.key())) {
                            found.add(published(record));
                        }
                    }
                }
            } catch (InterruptException _) {
                isBrokenOff = true;
            }
            return found;
        }

        private Published published(ConsumerRecord<String, byte[]> record) {
            var entry = serdes.read(record.topic(), TimelineEntry.class, record.value());
            return new Published(
                    record.offset(), requireNonNull(entry, "a timeline has no tombstones"));
        }

        @Override
        public boolean isOver() {
            return isStopping || isBrokenOff;
        }

        @Override
        public void close() {
            TimelineTopic.this.close(consumer);
        }
    }
}
