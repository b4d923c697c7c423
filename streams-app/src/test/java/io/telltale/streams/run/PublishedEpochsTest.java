package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.RegistryServer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PublishedEpochsTest {

    @Test
    void theHighestOnAnyPartitionCounts_andIsTheGenerationOfTheNextRegister() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var serdes =
                        new RecordSerdes(
                                SerdeSettings.read(
                                        Settings.of(
                                                Map.of(
                                                        "TELLTALE_REGISTRY_URL",
                                                        registry.url().toString()))))) {
            broker.write(
                    List.of(
                            identity(broker, serdes, 0, "imei:12", 3),
                            identity(broker, serdes, 1, "imei:34", 41),
                            identity(broker, serdes, 1, "imei:34", 7),
                            new ProducerRecord<>(
                                    broker.nameOf(Topics.DEVICE_IDENTITY),
                                    0,
                                    bytes("esn:1"),
                                    null)));

            var epochs =
                    new PublishedEpochs(broker.kafka(), broker.layout(), serdes).registerEpochs();

            assertThat(epochs.generation().getAsLong()).isZero();
            assertThat(epochs.floor().highestPublished()).isEqualTo(41);
            assertThat(epochs.generation().getAsLong()).isEqualTo(41);
        }
    }

    private static ProducerRecord<byte[], byte[]> identity(
            TestTopics broker, RecordSerdes serdes, int partition, String ref, long epoch) {
        var identity =
                DeviceIdentity.newBuilder()
                        .setRef(ref)
                        .setDeviceKey(ref)
                        .setEpoch(epoch)
                        .setIntervals(List.of())
                        .setMembers(List.of())
                        .build();
        var topic = broker.nameOf(Topics.DEVICE_IDENTITY);
        return new ProducerRecord<>(topic, partition, bytes(ref), serdes.write(topic, identity));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
