package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.topology.SkippedOffsets;
import java.time.Duration;
import java.util.HashSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The records to be skipped, as operators wrote them to their topic. */
final class SkipTopic {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private SkipTopic() {}

    /**
     * Reads it to its end. Never the values: what is skipped must not wait for the registry.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers do not give it within 60 s
     */
    static SkippedOffsets read(KafkaSettings kafka, TopicLayout layout) {
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var positions = new HashSet<String>();
            TopicReader.readToEnd(
                    consumer,
                    layout.nameOf(Topics.DEAD_LETTER_SKIP),
                    layout.partitions(),
                    LONGEST,
                    skip -> {
                        if (skip.key() != null) {
                            positions.add(skip.key());
                        }
                    });
            return new SkippedOffsets(positions);
        }
    }
}
