package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import io.telltale.testing.RegistryServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Tag("slow")
class RegistryOutageTest {

    private static final String SMS = Topics.DEVICE_SMS.name();
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final RegistryServer registry = new RegistryServer();
    private final ExecutorService others = Executors.newThreadPerTaskExecutor(Thread::new);
    private final SmsEvent sms =
            new RandomRecords(3, RandomRecords.Filling.EVERYTHING).next(SmsEvent.class);

    @TempDir Path folder;

    @BeforeEach
    void registerEverySchema() {
        var registration = new SchemaRegistration(settings(Optional.empty()));
        Topics.ALL.forEach(topic ->
                registration.register(topic.name(), SpecificData.get().getSchema(topic.value())));
    }

    @AfterEach
    void stop() {
        others.shutdownNow();
        registry.close();
    }

    @Test
    void whatIsKnownGoesOnWithoutTheRegistry() {
        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            serdes.read(SMS, SmsEvent.class, serdes.write(SMS, sms));

            registry.stop();

            assertThat(serdes.read(SMS, SmsEvent.class, serdes.write(SMS, sms))).isEqualTo(sms);
        }
    }

    @Test
    void anUnknownIdWaitsUntilTheRegistryIsBack() {
        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            var bytes = serdes.write(SMS, sms);
            registry.stop();

            var reading = apart(() -> serdes.read(SMS, SmsEvent.class, bytes));
            assertStillWaits(reading);
            registry.start();

            assertThat(reading).succeedsWithin(LONGEST).isEqualTo(sms);
        }
    }

    @Test
    void anIdWaitsWhileSomethingElseAnswers404InTheRegistrysPlace() {
        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            var bytes = serdes.write(SMS, sms);
            registry.refuse(404);

            var reading = apart(() -> serdes.read(SMS, SmsEvent.class, bytes));
            assertStillWaits(reading);
            registry.refuse(0);

            assertThat(reading).succeedsWithin(LONGEST).isEqualTo(sms);
        }
    }

    @Test
    void aSchemaThatIsNotAvroIsAFaultOfTheRecord() {
        registry.put(4711, "syntax = \"proto3\"; message Sms { string text = 1; }");
        var bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array();

        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            assertThat(apart(() -> DeserializationFault.of(failure(serdes, bytes))))
                    .succeedsWithin(LONGEST)
                    .isEqualTo(Optional.of(DeserializationFault.UNDECODABLE));
        }
    }

    private static RuntimeException failure(RecordSerdes serdes, byte[] bytes) {
        return assertThrows(
                SerializationException.class, () -> serdes.read(SMS, SmsEvent.class, bytes));
    }

    @Test
    void anUnknownSchemaWaitsUntilTheRegistryIsBack() {
        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            registry.stop();

            var writing = apart(() -> serdes.write(SMS, sms));
            assertStillWaits(writing);
            registry.start();

            assertThat(writing).succeedsWithin(LONGEST);
        }
    }

    @Test
    void whatIsKnownDoesNotWaitForWhatIsNot() {
        var ids = SchemaIds.of(properties());
        for (var id = 1; id <= 200; id++) {
            registry.put(id, SmsEvent.getClassSchema());
            ids.schemaOf(id);
        }
        registry.stop();
        for (var unknown = 201; unknown <= 260; unknown++) {
            var id = unknown;
            var _ = apart(() -> ids.schemaOf(id));
        }
        assertStillWaits(apart(() -> ids.schemaOf(300)));

        var known =
                apart(() -> {
                    for (var id = 1; id <= 200; id++) {
                        ids.schemaOf(id);
                    }
                    return true;
                });

        assertThat(known).succeedsWithin(LONGEST);
    }

    @Test
    void whoeverWaitsCanBeInterrupted() throws InterruptedException {
        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            registry.stop();
            var outcome = new CompletableFuture<Throwable>();
            var waiting =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    serdes.write(SMS, sms);
                                } catch (RegistryUnavailableException e) {
                                    outcome.complete(e);
                                }
                            });
            assertStillWaits(outcome);

            waiting.interrupt();

            assertThat(outcome).succeedsWithin(LONGEST);
            assertThat(waiting.join(LONGEST)).isTrue();
        }
    }

    @Test
    void aNewProcessWithTheFileNeedsNoRegistry() {
        var settings = settings(Optional.of(folder.resolve("state/schema-ids.json")));
        try (var first = new RecordSerdes(settings)) {
            for (var topic : Topics.ALL) {
                writeAndRead(first, topic);
            }
        }
        registry.stop();

        try (var second = new RecordSerdes(settings)) {
            for (var topic : Topics.ALL) {
                writeAndRead(second, topic);
            }
        }
    }

    @Test
    void severalThreadsLoseNothingFromTheFile() {
        var settings = settings(Optional.of(folder.resolve("schema-ids.json")));
        try (var first = new RecordSerdes(settings)) {
            var all =
                    Topics.ALL.stream()
                            .map(topic -> apart(() -> writeAndRead(first, topic)))
                            .toArray(CompletableFuture<?>[]::new);
            assertThat(CompletableFuture.allOf(all)).succeedsWithin(LONGEST);
        }
        registry.stop();

        try (var second = new RecordSerdes(settings)) {
            var all =
                    apart(() ->
                            Topics.ALL.stream().map(topic -> writeAndRead(second, topic)).toList());

            assertThat(all).succeedsWithin(LONGEST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"written\": 5, \"read\": \"x\"}",
                "{\"written\": {\"a\": \"b\"}, \"read\": {\"one\": \"{}\"}}",
                "{\"written\": {}, \"read\": {\"1\": \"no schema\"}}",
                "{\"written\": {\"a#1\": {\"id\": 1, \"schema\": \"no schema\"}}, \"read\": {}}",
                "{\"ids\": {\"a\": 5}, \"schemas\": {}}",
                "{\"written\": {\"dev"
            })
    void aBrokenFileMeansThatTheRegistryIsAskedAgain(String content) throws IOException {
        var file = Files.writeString(folder.resolve("schema-ids.json"), content);
        try (var serdes = new RecordSerdes(settings(Optional.of(file)))) {
            assertThat(serdes.read(SMS, SmsEvent.class, serdes.write(SMS, sms))).isEqualTo(sms);
        }
        registry.stop();

        try (var next = new RecordSerdes(settings(Optional.of(file)))) {
            var reading = apart(() -> next.read(SMS, SmsEvent.class, next.write(SMS, sms)));

            assertThat(reading).succeedsWithin(LONGEST).isEqualTo(sms);
        }
    }

    @Test
    void aFileThatCannotBeWrittenStopsNoRecord() throws IOException {
        var blocked =
                Files.writeString(folder.resolve("not-a-folder"), "").resolve("schema-ids.json");

        try (var serdes = new RecordSerdes(settings(Optional.of(blocked)))) {
            assertThat(serdes.read(SMS, SmsEvent.class, serdes.write(SMS, sms))).isEqualTo(sms);
        }
    }

    @Test
    void theFileIsReplacedWhole_andNothingIsLeftBesideIt() throws IOException {
        var file = folder.resolve("schema-ids.json");
        try (var serdes = new RecordSerdes(settings(Optional.of(file)))) {
            writeAndRead(serdes, Topics.DEVICE_SMS);
            writeAndRead(serdes, Topics.DEVICE_LINK);
        }

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void anAnswerWithoutAnIdIsNoAnswer() {
        registry.answerNonsense(true);
        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            var writing = apart(() -> serdes.write(SMS, sms));
            assertStillWaits(writing);

            registry.answerNonsense(false);

            assertThat(writing)
                    .succeedsWithin(LONGEST)
                    .extracting(bytes -> ByteBuffer.wrap(bytes).getInt(1))
                    .isEqualTo(Topics.ALL.indexOf(Topics.DEVICE_SMS) + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void wrongCredentialsFailAtOnce_andSayWhichVariableHoldsThem(int status) {
        registry.refuse(status);
        try (var serdes = new RecordSerdes(settings(Optional.empty()))) {
            assertThat(apart(() -> serdes.write(SMS, sms)))
                    .failsWithin(LONGEST)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(RegistryUnauthorizedException.class)
                    .withMessageContaining("HTTP " + status)
                    .withMessageContaining("TELLTALE_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO");
        }
    }

    @Test
    void registeringDoesNotWait_becauseItsCallerSaysHowOften() {
        registry.stop();

        assertThatThrownBy(() ->
                        new SchemaRegistration(settings(Optional.empty()))
                                .register(SMS, DeviceLink.getClassSchema()))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url().toString());
    }

    private static <T extends SpecificRecord> T writeAndRead(RecordSerdes serdes, Topic<T> topic) {
        var record = new RandomRecords(9, RandomRecords.Filling.BY_CHANCE).next(topic.value());
        var read = serdes.read(topic.name(), topic.value(), serdes.write(topic.name(), record));
        assertThat(read).isEqualTo(record);
        return record;
    }

    private static void assertStillWaits(CompletableFuture<?> future) {
        assertThat(future).failsWithin(A_MOMENT).withThrowableOfType(TimeoutException.class);
    }

    private <T> CompletableFuture<T> apart(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, others);
    }

    private Map<String, Object> properties() {
        return settings(Optional.empty()).forSerdes();
    }

    private SerdeSettings settings(Optional<Path> file) {
        return new SerdeSettings(
                AvroRecordSerializer.class.getName(),
                AvroRecordDeserializer.class.getName(),
                List.of(registry.url()),
                file,
                Map.of());
    }
}
