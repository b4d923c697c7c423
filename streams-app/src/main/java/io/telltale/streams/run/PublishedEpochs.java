package io.telltale.streams.run;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.topology.RegisterEpochs;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The highest epoch on the identity topic. Read once, when a register begins with an empty store:
 * at the very first start, or after its state was reset. After a reset the epoch is also the
 * generation in which refs send again what they remember.
 */
final class PublishedEpochs {

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
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicReader.readToEnd(
                    consumer,
                    layout.nameOf(Topics.DEVICE_IDENTITY),
                    layout.partitions(),
                    LONGEST,
                    this::note);
        }
        return highest.get();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        var identity =
                record.value() == null
                        ? null
                        : serdes.read(record.topic(), DeviceIdentity.class, record.value());
        if (identity != null) {
            highest.accumulateAndGet(identity.getEpoch(), Math::max);
        }
    }
}
