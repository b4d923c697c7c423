package io.telltale.poller.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.TestTopics;
import io.telltale.schemas.publish.EventHeaders;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DevicesOnTopicsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private Instant now = Instant.now();
    private final InstantSource clock = () -> now;

    @Test
    void aDeviceIsSeenOnce_asTheProviderSpelledItFirst() throws Exception {
        try (var broker = TestTopics.create(1);
                var publisher = RecordPublisher.connect(broker.kafka(), SOON);
                var devices = new DevicesOnTopics(broker.kafka(), broker.layout(), clock)) {
            var topic = broker.layout().nameOf(Topics.DEVICE_SMS);
            publisher.publishAndAwait(
                    List.of(
                            event(topic, "thingspace/one", "msisdn:17022895555", "mdn:7022895555"),
                            event(topic, "thingspace/one", "msisdn:17022895555", null),
                            event(topic, "thingspace/one", "mdn:7022895556", null),
                            event(topic, "thingspace/one", "msisdn:17022895556", null),
                            event(topic, "thingspace/one", "imei:990000560000001", null),
                            event(topic, "thingspace/one", "nonsense", null),
                            event(topic, "thingspace/two", "imei:1", null),
                            event(topic, "graph/one", "graph:a", null)));

            Await.until(() -> !devices.of("two").isEmpty(), () -> "the topic is not read");

            assertThat(devices.of("one"))
                    .containsExactlyInAnyOrder(
                            "mdn:7022895555", "mdn:7022895556", "imei:990000560000001");
            assertThat(devices.of("two")).containsExactly("imei:1");

            now = now.plus(Duration.ofDays(31));
            assertThat(devices.of("two")).isEmpty();
        }
    }

    private static ProducerRecord<String, byte[]> event(
            String topic, String source, String key, @Nullable String spelled) {
        var record = new ProducerRecord<>(topic, key, new byte[0]);
        record.headers().add("ce_source", ("/" + source).getBytes(StandardCharsets.UTF_8));
        if (spelled != null) {
            record.headers()
                    .add(EventHeaders.PROVIDER_DEVICE, spelled.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }
}
