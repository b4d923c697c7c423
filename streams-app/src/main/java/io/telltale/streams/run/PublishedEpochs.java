package io.telltale.streams.run;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.topology.RegisterEpochs;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The highest epoch on the identity topic. Read once, when a register begins with an empty store:
 * at the very first start, or after its state was reset. After a reset the epoch is also the
 * generation in which refs send again what they remember.
 */
final class PublishedEpochs {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final AtomicLong highest = new AtomicLong();

    PublishedEpochs(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.kafka = kafka;
        this.layout = layout;
        this.serdes = serdes;
    }

    RegisterEpochs registerEpochs() {
        return new RegisterEpochs(this::read, highest::get);
    }

    private long read() {
        var topic = layout.nameOf(Topics.DEVICE_IDENTITY);
        var partitions =
                IntStream.range(0, layout.partitions())
                        .mapToObj(number -> new TopicPartition(topic, number))
                        .toList();
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readTo(consumer, consumer.endOffsets(partitions));
        }
        return highest.get();
    }

    private void readTo(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("identities were not read within " + LONGEST);
            }
            for (var record : consumer.poll(POLL)) {
                var identity =
                        record.value() == null
                                ? null
                                : serdes.read(record.topic(), DeviceIdentity.class, record.value());
                if (identity != null) {
                    highest.accumulateAndGet(identity.getEpoch(), Math::max);
                }
            }
        }
    }
}
