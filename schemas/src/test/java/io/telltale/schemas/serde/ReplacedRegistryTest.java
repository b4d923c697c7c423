package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.RegistryServer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of schema ids meets a registry that has others. */
@Timeout(60)
@Tag("slow")
class ReplacedRegistryTest {

    private static final String SMS = Topics.DEVICE_SMS.name();
    private static final Schema SCHEMA = SmsEvent.getClassSchema();
    private static final int FIRST_ID = 7;

    private final RegistryServer registry = new RegistryServer();
    private final SmsEvent sms =
            new RandomRecords(3, RandomRecords.Filling.EVERYTHING).next(SmsEvent.class);

    @TempDir Path folder;
    private byte[] writtenBefore;

    /** A process before this one has written and read, and keeps its ids in the file. */
    @BeforeEach
    void knowFromTheFile() {
        registry.empty(FIRST_ID);
        register(SMS, SCHEMA);
        try (var serdes = new RecordSerdes(settings())) {
            writtenBefore = serdes.write(SMS, sms);
            serdes.read(SMS, SmsEvent.class, writtenBefore);
        }
        assertThat(idIn(writtenBefore)).isEqualTo(FIRST_ID);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theFirstRecordIsWrittenUnderTheRegistrysId() {
        registry.empty(100);
        register(SMS, SCHEMA);

        try (var serdes = new RecordSerdes(settings())) {
            assertThat(idIn(serdes.write(SMS, sms))).isEqualTo(100);
        }
        registry.stop();
        try (var next = new RecordSerdes(settings())) {
            assertThat(idIn(next.write(SMS, sms))).isEqualTo(100);
        }
    }

    @Test
    void recordsUnderAnIdThatTheRegistryLostAreReadByTheFile() {
        registry.empty(100);
        register(SMS, SCHEMA);

        try (var serdes = new RecordSerdes(settings())) {
            assertThat(serdes.read(SMS, SmsEvent.class, writtenBefore)).isEqualTo(sms);
        }
    }

    @Test
    void theFileIsUsedWhileTheRegistryIsAway_andComparedAtItsFirstAnswer() {
        registry.stop();
        try (var serdes = new RecordSerdes(settings())) {
            assertThat(idIn(serdes.write(SMS, sms))).isEqualTo(FIRST_ID);

            registry.empty(100);
            registry.start();
            register(SMS, SCHEMA);

            await(() -> idIn(serdes.write(SMS, sms)) == 100);
        }
    }

    @Test
    void nothingIsWritten_whereTheRegistryHasNoSuchSchema() {
        registry.empty(100);

        try (var serdes = new RecordSerdes(settings())) {
            assertThatThrownBy(() -> serdes.write(SMS, sms))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessageContaining(SMS + "-value");
            register(SMS, SCHEMA);

            assertThat(idIn(serdes.write(SMS, sms))).isEqualTo(100);
        }
    }

    @Test
    void nothingIsWrittenOrReadUnderAnIdThatNamesAnotherSchema_untilTheRegistryIsSetRight() {
        registry.empty(FIRST_ID);
        register(Topics.DEVICE_LINK.name(), DeviceLink.getClassSchema());
        register(SMS, SCHEMA);

        try (var ids = SchemaIds.of(settings());
                var serdes = new RecordSerdes(settings(), ids)) {
            assertThatThrownBy(() -> serdes.write(SMS, sms))
                    .isInstanceOf(SchemaIdConflictException.class)
                    .hasMessageContainingAll("id 7", SMS + "-value", "SmsEvent", "DeviceLink");
            var unread =
                    assertThrows(
                            SchemaIdConflictException.class,
                            () -> serdes.read(SMS, SmsEvent.class, writtenBefore));
            assertThat(DeserializationFault.of(unread)).isEmpty();
            assertThat(ids.status().conflicts()).hasSize(1);
            assertThat(ids.status().isComplete()).isFalse();

            registry.empty(FIRST_ID);
            register(SMS, SCHEMA);

            await(() -> ids.status().isComplete());
            assertThat(serdes.read(SMS, SmsEvent.class, writtenBefore)).isEqualTo(sms);
            assertThat(idIn(serdes.write(SMS, sms))).isEqualTo(FIRST_ID);
        }
    }

    @Test
    void differencesNameSubjectSchemaAndBothIds() {
        var kept = new SchemaIdCacheFile(folder.resolve("ids")).kept();
        registry.empty(100);
        register(SMS, SCHEMA);

        assertThat(
                        CachedSchemaIdsComparison.differences(
                                new SchemaRegistry(RegistryAccess.of(settings().forSerdes())),
                                kept))
                .extracting(CachedSchemaIdsComparison.Difference::message)
                .anySatisfy(message ->
                        assertThat(message)
                                .contains("id 100", "SmsEvent", SMS + "-value", "has 7"));
    }

    @Test
    void aRegistryThatHasWhatTheFileHasChangesNothing() {
        try (var ids = SchemaIds.of(settings());
                var serdes = new RecordSerdes(settings(), ids)) {
            assertThat(serdes.write(SMS, sms)).isEqualTo(writtenBefore);
            assertThat(ids.status().isComplete()).isTrue();
            assertThat(ids.status().known()).isEqualTo(2);
        }
    }

    private void register(String topic, Schema schema) {
        new SchemaRegistration(settings()).register(topic, schema);
    }

    private static int idIn(byte[] record) {
        return ByteBuffer.wrap(record).getInt(1);
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private SerdeSettings settings() {
        return new SerdeSettings(
                AvroRecordSerializer.class.getName(),
                AvroRecordDeserializer.class.getName(),
                List.of(registry.url()),
                Optional.of(folder.resolve("ids")),
                Map.of());
    }
}
