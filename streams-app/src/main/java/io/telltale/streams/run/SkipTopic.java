package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicReader;
import io.telltale.streams.topology.SkippedOffsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The offsets that an operator requested to skip, from {@code dead-letter.skip.v1}. */
final class SkipTopic {

    private SkipTopic() {}

    /**
     * Reads the topic to its end. Values are not read: a skip must not wait for the registry.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if Kafka is unavailable for 60 s
     */
    static SkippedOffsets read(KafkaSettings kafka, TopicLayout layout) {
        Set<String> positions = Collections.synchronizedSet(new HashSet<>());
        TopicReader.readToEnd(
                kafka,
                layout,
                layout.nameOf(Topics.DEAD_LETTER_SKIP),
                skip -> {
                    if (skip.key() != null) {
                        positions.add(skip.key());
                    }
                });
        return new SkippedOffsets(positions);
    }
}
