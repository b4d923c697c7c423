package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of events, whose rows are years old while their records are new. */
final class EventTopics {

    private static final List<String> TOPICS =
            List.of("device.status.v1", "device.sms.v1", "device.push-action.v1");

    private EventTopics() {}

    /** The broker has deleted nothing: every partition still begins with its first record. */
    static void areWhole(String bootstrapServers) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            for (var topic : TOPICS) {
                var partitions =
                        consumer.partitionsFor(topic).stream()
                                .map(info -> new TopicPartition(topic, info.partition()))
                                .toList();
                assertThat(consumer.beginningOffsets(partitions).values())
                        .as("first offsets of " + topic)
                        .containsOnly(0L);
                assertThat(consumer.endOffsets(partitions).values())
                        .as("ends of " + topic)
                        .anyMatch(end -> end > 0);
            }
        }
    }
}
