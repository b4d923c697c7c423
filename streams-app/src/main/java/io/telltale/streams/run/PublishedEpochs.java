package io.telltale.streams.run;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicReader;
import io.telltale.streams.topology.RegisterEpochs;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The highest epoch on the identity topic. Read once, when a register begins with an empty store:
 * at the very first start, or after its state was reset. After a reset the epoch is also the
 * generation in which refs send again what they remember.
 */
final class PublishedEpochs {

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
        TopicReader.readToEnd(kafka, layout, layout.nameOf(Topics.DEVICE_IDENTITY), this::note);
        return highest.get();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        try {
            var identity = serdes.read(record.topic(), DeviceIdentity.class, record.value());
            if (identity != null) {
                highest.accumulateAndGet(identity.getEpoch(), Math::max);
            }
        } catch (SerializationException e) {
            throw new IllegalStateException("an identity cannot be read, nor its epoch", e);
        }
    }
}
