package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class StopTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int UNKNOWN = 4_711;

    @TempDir private Path folder;

    @Test
    void stopsInTime_thoughARecordHoldsItUp_andTheRecordIsNotPassed() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups()) {
            registry.leaveUnanswered(UNKNOWN);
            var held = new LiveService(broker, registry, folder.resolve("data"));
            broker.write(List.of(ofUnknownSchema(broker)));
            Await.until(() -> registry.isAskedFor(UNKNOWN), () -> "the record is not read");

            assertTimeout(LIMIT, held::stop);

            assertThat(committed(broker)).isZero();
            assertThat(broker.committed(broker.layout().nameOf(Topics.DEAD_LETTER))).isEmpty();
        }
    }

    /** Where the next start reads on in the partition of the record. */
    private static long committed(TestTopics broker) throws Exception {
        try (var admin = broker.admin()) {
            var offset =
                    admin.listConsumerGroupOffsets(StreamsNames.id(broker.layout()))
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(new TopicPartition(broker.nameOf(Topics.DEVICE_SMS), 0));
            return offset == null ? 0 : offset.offset();
        }
    }

    private static ProducerRecord<byte[], byte[]> ofUnknownSchema(TestTopics broker) {
        var value = ByteBuffer.allocate(6).put((byte) 0).putInt(UNKNOWN).put((byte) 0).array();
        return new ProducerRecord<>(
                broker.nameOf(Topics.DEVICE_SMS),
                0,
                Instant.now().toEpochMilli(),
                "imei:990000560000001".getBytes(UTF_8),
                value);
    }
}
