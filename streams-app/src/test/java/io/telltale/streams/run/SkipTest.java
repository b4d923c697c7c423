package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SkipTest {

    private static final String REF = "imei:990000560000001";

    @TempDir private Path folder;

    @Test
    void aRecordBetweenStepsIsADeadLetterAfterTheOperatorSkipsIt_andTheRestGoesOn()
            throws Exception {
        var data = folder.resolve("data");
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups()) {
            var between = RepartitionTopic.DEVICE_UPDATES.nameIn(broker.layout());
            try (var service = new LiveService(broker, registry, data)) {
                awaitRunning(service);
            }
            broker.write(
                    List.of(part(between, "imei:990000560000001"), skip(broker, between + "-0@0")));

            try (var service = new LiveService(broker, registry, data)) {
                var now = Instant.now();
                service.give(new Event.Sms(Given.sms(REF, "later", Channel.POLL, now, now)));

                Await.until(
                        () -> service.get("/devices/" + REF).body().contains("\"total\":1"),
                        () -> "the topology does not go on");
                assertThat(service.manage("/health/liveness").statusCode()).isEqualTo(200);
            }
            assertThat(broker.committed(broker.layout().nameOf(Topics.DEAD_LETTER)))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(header(letter.headers(), "telltale_reason"))
                                .isEqualTo("SKIPPED");
                        assertThat(header(letter.headers(), "telltale_position"))
                                .isEqualTo(between + "-0@0");
                    });
        }
    }

    private static void awaitRunning(LiveService service) throws Exception {
        Await.until(() -> service.meter("telltale_streams_running") == 1, () -> "it does not run");
    }

    private static ProducerRecord<byte[], byte[]> part(String topic, String ref) {
        var part = new RefPart(ref, null, null, 1L, false, null, List.of());
        var update = new DeviceUpdate(part, null, null);
        return new ProducerRecord<>(
                topic,
                0,
                Instant.now().toEpochMilli(),
                "device".getBytes(UTF_8),
                StoredRecord.serde(DeviceUpdate.class).serializer().serialize(topic, update));
    }

    private static ProducerRecord<byte[], byte[]> skip(TestTopics broker, String place) {
        return new ProducerRecord<>(
                broker.nameOf(Topics.DEAD_LETTER_SKIP),
                place.getBytes(UTF_8),
                "any".getBytes(UTF_8));
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
