package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.topology.SkippedOffsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the operator has told to skip, as it stands on its topic. */
final class SkipTopic {

    private static final Duration POLL = Duration.ofMillis(100);
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
            var topic = layout.nameOf(Topics.DEAD_LETTER_SKIP);
            var partitions =
                    IntStream.range(0, layout.partitions())
                            .mapToObj(number -> new TopicPartition(topic, number))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new SkippedOffsets(keys(consumer, consumer.endOffsets(partitions)));
        }
    }

    private static Set<String> keys(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var keys = new HashSet<String>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("what is to be skipped was not read in " + LONGEST);
            }
            for (var skip : consumer.poll(POLL)) {
                if (skip.key() != null) {
                    keys.add(skip.key());
                }
            }
        }
        return keys;
    }
}
