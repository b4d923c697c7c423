package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.RegistryServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Ours and Confluent's are drop-in for each other: every record of every topic, written by either,
 * is read by the other.
 */
@TestInstance(PER_CLASS) // a world of its own takes seconds to load
@Tag("slow")
class ConfluentContractTest {

    private static final List<Topic<?>> TOPICS = Topics.ALL;
    private static final int RECORDS = 40;

    private final RegistryServer registry = new RegistryServer();
    private final RecordSerdes ours = new RecordSerdes(settings(Map.of()));
    private final ConfluentWorld confluent =
            new ConfluentWorld(
                    registry.url(),
                    Map.of("auto.register.schemas", false, "specific.avro.reader", true));

    @BeforeAll
    void registerEverySchema() {
        var registration = new SchemaRegistration(settings(Map.of()));
        TOPICS.forEach(topic ->
                registration.register(topic.name(), SpecificData.get().getSchema(topic.value())));
    }

    @AfterAll
    void stop() throws IOException {
        confluent.close();
        ours.close();
        registry.close();
    }

    @Test
    void theTwoWorldsShareNoClass() {
        assertThat(confluent.twinOf(SmsEvent.class)).isNotEqualTo(SmsEvent.class);
        assertThat(confluent.twinOf(SpecificRecord.class)).isNotEqualTo(SpecificRecord.class);
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void confluentReadsWhatWeWrite(Topic<?> topic) {
        forRecordsOf(
                topic,
                (record, failure) -> {
                    var theirs = confluent.read(topic.name(), ours.write(topic.name(), record));

                    assertThat(record)
                            .as(failure)
                            .isEqualTo(confluent.taken(theirs, topic.value()));
                });
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void weReadWhatConfluentWrites(Topic<?> topic) {
        forRecordsOf(
                topic,
                (record, failure) -> {
                    var bytes = confluent.write(topic.name(), record);

                    assertThat(ours.read(topic.name(), topic.value(), bytes))
                            .as(failure)
                            .isEqualTo(record);
                });
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void bothWriteTheSameIdAndTheSameLength(Topic<?> topic) {
        forRecordsOf(
                topic,
                (record, failure) ->
                        assertThat(ours.write(topic.name(), record))
                                .as(failure)
                                .hasSameSizeAs(confluent.write(topic.name(), record))
                                .startsWith(head(confluent.write(topic.name(), record))));
    }

    @ParameterizedTest
    @FieldSource("TOPICS")
    void aConsumerWithoutOurClassesReadsTheSameFields(Topic<?> topic) throws IOException {
        try (var generic =
                new ConfluentWorld(
                        registry.url(),
                        Map.of("auto.register.schemas", false, "specific.avro.reader", false))) {
            forRecordsOf(
                    topic,
                    (record, failure) -> {
                        var bytes = ours.write(topic.name(), record);

                        var fields = generic.read(topic.name(), bytes);

                        assertThat(fields.getClass().getName())
                                .isEqualTo("org.apache.avro.generic.GenericData$Record");
                        assertThat(generic.rewrite(topic.name(), fields))
                                .as(failure)
                                .hasSameSizeAs(bytes);
                    });
        }
    }

    @Test
    void neitherRegistersAnything_whenItMayNot() {
        var sms = new RandomRecords(1, RandomRecords.Filling.EVERYTHING).next(SmsEvent.class);

        assertThatThrownBy(() -> ours.write("nowhere.v1", sms))
                .isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() -> confluent.write("nowhere.v1", sms))
                .hasStackTraceContaining("Subject 'nowhere.v1-value' not found");

        assertThat(registry.requests())
                .contains("POST /subjects/nowhere.v1-value")
                .doesNotContain("POST /subjects/nowhere.v1-value/versions");
    }

    @Test
    void bothRegisterUnderTheSameSubjectAndId_whenTheyMay() throws IOException {
        var sms = new RandomRecords(1, RandomRecords.Filling.EVERYTHING).next(SmsEvent.class);
        try (var registering = new RecordSerdes(settings(Map.of("auto.register.schemas", "true")));
                var theirs =
                        new ConfluentWorld(registry.url(), Map.of("auto.register.schemas", true))) {
            var first = theirs.write("somewhere.v1", sms);
            var second = registering.write("somewhere.v1", sms);

            assertThat(head(second)).isEqualTo(head(first));
            assertThat(ours.read("somewhere.v1", SmsEvent.class, first)).isEqualTo(sms);
        }
    }

    @Test
    void theClassesThatTheSettingsNameAreInConfluentsJar() {
        assertThat(
                        confluent
                                .load("io.confluent.kafka.serializers.KafkaAvroSerializer")
                                .getInterfaces())
                .extracting(Class::getName)
                .contains("org.apache.kafka.common.serialization.Serializer");
        assertThat(
                        confluent
                                .load("io.confluent.kafka.serializers.KafkaAvroDeserializer")
                                .getInterfaces())
                .extracting(Class::getName)
                .contains("org.apache.kafka.common.serialization.Deserializer");
    }

    /** All ways of filling a record; what is given beside it names the seed on a failure. */
    private static void forRecordsOf(Topic<?> topic, BiConsumer<SpecificRecord, String> claim) {
        for (var filling : RandomRecords.Filling.values()) {
            var seed = Long.getLong("seed", 1);
            var records = new RandomRecords(seed, filling);
            for (var number = 1; number <= RECORDS; number++) {
                claim.accept(
                        records.next(topic.value()),
                        "%s, record %d of seed %d".formatted(filling, number, seed));
            }
        }
    }

    private static byte[] head(byte[] bytes) {
        return Arrays.copyOf(bytes, 5);
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
