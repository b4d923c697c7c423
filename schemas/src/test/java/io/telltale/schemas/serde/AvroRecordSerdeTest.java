package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.RegistryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("slow")
class AvroRecordSerdeTest {

    private static final String SMS = Topics.DEVICE_SMS.name();
    private static final List<Topic<?>> TOPICS = Topics.ALL;

    private final RegistryServer registry = new RegistryServer();
    private final RecordSerdes serdes = new RecordSerdes(settings(Map.of()));

    @BeforeEach
    void registerEverySchema() {
        var registration = new SchemaRegistration(settings(Map.of()));
        Topics.ALL.forEach(topic ->
                registration.register(topic.name(), SpecificData.get().getSchema(topic.value())));
    }

    @AfterEach
    void stop() {
        serdes.close();
        registry.close();
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void readsWhatItWrites(Topic<?> topic) {
        var seed = Long.getLong("seed", 1);
        var records = new RandomRecords(seed, RandomRecords.Filling.BY_CHANCE);

        for (var left = 50; left > 0; left--) {
            SpecificRecord record = records.next(topic.value());

            var bytes = serdes.write(topic.name(), record);

            assertThat(serdes.read(topic.name(), topic.value(), bytes))
                    .as("seed %d", seed)
                    .isEqualTo(record);
        }
    }

    @Test
    void writesAZeroByteAndTheIdFirst() {
        var bytes = serdes.write(SMS, anySms());

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1))
                .isEqualTo(TOPICS.indexOf(Topics.DEVICE_SMS) + 1);
    }

    @Test
    void asksForEachIdOnce() {
        for (var left = 10; left > 0; left--) {
            serdes.read(SMS, SmsEvent.class, serdes.write(SMS, anySms()));
        }

        assertThat(registry.requests())
                .containsOnlyOnce("POST /subjects/device.sms.v1-value")
                .filteredOn(request -> request.startsWith("GET /schemas/ids/"))
                .hasSize(1);
    }

    @Test
    void nullIsNull() {
        try (var reads = new AvroRecordDeserializer();
                var writes = new AvroRecordSerializer()) {
            reads.configure(settings(Map.of()).forSerdes(), false);
            writes.configure(settings(Map.of()).forSerdes(), false);

            assertThat(reads.deserialize(SMS, null)).isNull();
            assertThat(writes.serialize(SMS, null)).isNull();
        }
        assertThat(serdes.read(SMS, SmsEvent.class, null)).isNull();
    }

    @Test
    void theStreamsSerdeReadsAndWrites() {
        try (var serde = serdes.serde(SmsEvent.class)) {
            var sms = anySms();

            var bytes = serde.serializer().serialize(SMS, sms);

            assertThat(serde.deserializer().deserialize(SMS, bytes)).isEqualTo(sms);
        }
    }

    @Test
    void aSchemaThatIsNotRegisteredIsRefused_byDefault() {
        assertThatThrownBy(() -> serdes.write("other.topic.v1", anySms()))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContainingAll("SmsEvent", "other.topic.v1-value");
    }

    @Test
    void aSchemaIsRegistered_whenAutoRegisterIsOn() {
        try (var registering =
                new RecordSerdes(settings(Map.of("auto.register.schemas", "true")))) {
            var sms = anySms();

            var bytes = registering.write("other.topic.v1", sms);

            assertThat(serdes.read("other.topic.v1", SmsEvent.class, bytes)).isEqualTo(sms);
            assertThat(registry.requests())
                    .contains("POST /subjects/other.topic.v1-value/versions");
        }
    }

    @Test
    void aKeyHasASubjectOfItsOwn() {
        try (var writes = new AvroRecordSerializer()) {
            writes.configure(settings(Map.of("auto.register.schemas", "true")).forSerdes(), true);

            writes.serialize(SMS, anySms());

            assertThat(registry.requests()).contains("POST /subjects/device.sms.v1-key/versions");
        }
    }

    @Test
    void showsItsCredentialsToTheRegistry() {
        try (var signedIn =
                new RecordSerdes(settings(Map.of("basic.auth.user.info", "Aladdin:open sesame")))) {
            signedIn.write(SMS, anySms());

            assertThat(registry.requests())
                    .contains(
                            "POST /subjects/device.sms.v1-value Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        }
    }

    @Test
    void everySubjectKeepsItsRule_andARepeatChangesNothing() {
        registerEverySchema();

        assertThat(registry.rules())
                .hasSize(Topics.ALL.size())
                .containsEntry("device.sms.v1-value", "FULL_TRANSITIVE");
    }

    @Test
    void aSchemaThatBreaksTheRuleIsRefused() {
        var incompatible =
                SchemaBuilder.record("SmsEvent")
                        .namespace("io.telltale.schemas.record")
                        .fields()
                        .requiredLong("eventId")
                        .endRecord();

        assertThatThrownBy(() ->
                        new SchemaRegistration(settings(Map.of())).register(SMS, incompatible))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContainingAll("SmsEvent", "device.sms.v1-value");
    }

    @Test
    void bytesThatBeginOtherwiseAreNoRecord() {
        for (var bytes :
                List.of(
                        new byte[0],
                        new byte[] {0, 0, 0, 0},
                        new byte[] {1, 0, 0, 0, 2, 0},
                        "{\"json\":1}".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> serdes.read(SMS, SmsEvent.class, bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(SMS);
        }
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsNoRecord() {
        assertThatThrownBy(() ->
                        serdes.read(SMS, SmsEvent.class, new byte[] {0, 0, 0, 3, (byte) 231, 0}))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("the registry knows no schema with id 999");
    }

    @Test
    void aRecordThatIsCutOffIsNoRecord() {
        var bytes = serdes.write(SMS, anySms());

        for (var length = 5; length < bytes.length; length++) {
            var begin = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serdes.read(SMS, SmsEvent.class, begin))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void aRecordThatGoesOnIsNoRecord() {
        var bytes = serdes.write(SMS, anySms());

        assertThatThrownBy(() ->
                        serdes.read(SMS, SmsEvent.class, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void anyBytesAreARecordOrASerializationException() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);

        for (var left = 5_000; left > 0; left--) {
            var topic = TOPICS.get(random.nextInt(TOPICS.size()));
            var bytes = new byte[random.nextInt(5, 200)];
            random.nextBytes(bytes);
            ByteBuffer.wrap(bytes).put(0, (byte) 0).putInt(1, TOPICS.indexOf(topic) + 1);
            try {
                serdes.read(topic.name(), topic.value(), bytes);
            } catch (SerializationException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining(topic.name());
            }
        }
    }

    @Test
    void aRecordOfAnotherClassIsNotTheRecord() {
        var link = new RandomRecords(1, RandomRecords.Filling.NOTHING).next(DeviceLink.class);
        var bytes = serdes.write(Topics.DEVICE_LINK.name(), link);

        assertThatThrownBy(() -> serdes.read(SMS, SmsEvent.class, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContainingAll("SmsEvent", "DeviceLink", SMS);
        try (var serde = serdes.serde(SmsEvent.class)) {
            assertThatThrownBy(() -> serde.deserializer().deserialize(SMS, bytes))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void aSchemaWithoutAClassOfOursIsNoRecord() {
        registry.put(
                100, SchemaBuilder.record("Unheard").namespace("org.example").fields().endRecord());
        registry.put(101, Schema.create(Schema.Type.STRING));
        registry.put(102, SpecificData.get().getSchema(Outcome.class));

        for (var id : List.of(100, 101, 102)) {
            var bytes = ByteBuffer.allocate(6).putInt(1, id).array();
            assertThatThrownBy(() -> serdes.read(SMS, SmsEvent.class, bytes))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void aWriterWithAFieldMoreAndAFieldLessIsRead() throws IOException {
        var other =
                SchemaBuilder.record("DeviceLink").namespace("io.telltale.schemas.record").fields();
        for (var field : DeviceLink.getClassSchema().getFields()) {
            if (!field.name().equals("validTo")) {
                other.name(field.name()).type(field.schema()).noDefault();
            }
        }
        registry.put(200, other.requiredString("invented").endRecord());
        var link = new RandomRecords(7, RandomRecords.Filling.NOTHING).next(DeviceLink.class);
        var generic = new GenericData.Record(registry.schema(200));
        for (var field : generic.getSchema().getFields()) {
            generic.put(
                    field.name(), field.name().equals("invented") ? "x" : link.get(field.name()));
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).putInt(1, 200).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<GenericData.Record>(generic.getSchema()).write(generic, encoder);

        assertThat(serdes.read(Topics.DEVICE_LINK.name(), DeviceLink.class, bytes.toByteArray()))
                .isEqualTo(link);
    }

    @Test
    void aClassThatIsNotThereIsRefused() {
        var wrong =
                new SerdeSettings(
                        "org.example.Missing",
                        AvroRecordDeserializer.class.getName(),
                        List.of(registry.url()),
                        Optional.empty(),
                        Map.of());

        assertThatThrownBy(() -> new RecordSerdes(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.example.Missing");
    }

    private static SmsEvent anySms() {
        return new RandomRecords(42, RandomRecords.Filling.EVERYTHING).next(SmsEvent.class);
    }

    private SerdeSettings settings(Map<String, String> properties) {
        return new SerdeSettings(
                AvroRecordSerializer.class.getName(),
                AvroRecordDeserializer.class.getName(),
                List.of(registry.url()),
                Optional.empty(),
                properties);
    }
}
