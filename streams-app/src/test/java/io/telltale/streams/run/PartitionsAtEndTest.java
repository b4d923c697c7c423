package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsAtEndTest {

    private static final TopicPartition PARTITION = new TopicPartition("device.sms.v1", 3);

    private final Metrics metrics = new Metrics();

    @AfterEach
    void stop() {
        metrics.close();
    }

    @Test
    void aPartitionIsAtItsEnd_whenNothingIsLeftToFetchAndItsThreadPolls() {
        lag("one", 0);
        lastPoll("one", 1);

        assertThat(isAtEnd()).isTrue();
    }

    @Test
    void aPartitionWithMoreToFetchIsNotAtItsEnd() {
        lag("one", 4);
        lastPoll("one", 1);

        assertThat(isAtEnd()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 60, -1})
    void aPartitionIsNotAtItsEnd_whileItsThreadDoesNotPoll(double secondsAgo) {
        lag("one", 0);
        lastPoll("one", secondsAgo);
        lastPoll("other", 0);

        assertThat(isAtEnd()).isFalse();
    }

    @Test
    void kafkasConsumersTellUnderTheirClientIdWhenTheyPolledLast() {
        var properties =
                Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1", "client.id", "one");
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            assertThat(consumer.metrics().keySet())
                    .anySatisfy(name -> {
                        assertThat(name.name()).isEqualTo("last-poll-seconds-ago");
                        assertThat(name.tags()).containsEntry("client-id", "one");
                    });
        }
    }

    private boolean isAtEnd() {
        return PartitionsAtEnd.of(metrics.metrics().values()).contains(PARTITION);
    }

    private void lag(String client, double records) {
        var tags = Map.of("client-id", client, "topic", "device_sms_v1", "partition", "3");
        add("records-lag", tags, records);
    }

    private void lastPoll(String client, double secondsAgo) {
        add("last-poll-seconds-ago", Map.of("client-id", client), secondsAgo);
    }

    private void add(String name, Map<String, String> tags, double value) {
        Gauge<Double> gauge = (_, _) -> value;
        metrics.addMetric(metrics.metricName(name, "consumer", "", tags), gauge);
    }
}
