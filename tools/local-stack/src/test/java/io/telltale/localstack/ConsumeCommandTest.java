package io.telltale.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import io.telltale.testing.TestBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command on a real broker; every test has topics of its own, by a prefix. */
@Tag("slow")
final class ConsumeCommandTest {

    private static final String SMS = "device.sms.v1";
    private static final Instant SEEN = Instant.parse("2026-11-20T23:00:00.120Z");

    private static final TestBroker BROKER = TestBroker.shared();

    private static RegistryServer registry;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> variables = new HashMap<>();
    private RecordSerdes serdes;
    private KafkaRecords records;
    private KafkaProducer<byte[], byte[]> producer;
    private String prefix;

    @BeforeAll
    static void start() {
        registry = RegistryServer.registeringLookups();
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @BeforeEach
    void connect(TestInfo test) {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        variables.put("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", BROKER.bootstrapServers());
        variables.put("TELLTALE_REGISTRY_URL", registry.url().toString());
        variables.put("TELLTALE_PREFIX", prefix);
        serdes = new RecordSerdes(SerdeSettings.read(Settings.of(variables)));
        records = new KafkaRecords(TopicLayout.read(Settings.of(variables)), serdes);
        producer = producer(Map.of());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        serdes.close();
    }

    @Test
    void printsARecordAsALine_withPlainValuesAndItsHeaders() throws Exception {
        create(SMS, 1);
        send(sms("imei:1", "hello"));

        assertThat(run(SMS)).isZero();

        var line = lines().getFirst();
        assertThat(line.path("topic").asText()).isEqualTo(prefix + SMS);
        assertThat(line.path("partition").asInt(-1)).isZero();
        assertThat(line.path("offset").asInt(-1)).isZero();
        assertThat(line.path("timestamp").asText()).isEqualTo("2026-11-20T23:00:00.120Z");
        assertThat(line.path("key").asText()).isEqualTo("imei:1");
        assertThat(line.at("/headers/ce_type").asText()).isEqualTo("io.telltale." + SMS);
        assertThat(line.at("/headers/ce_id").asText()).isEqualTo("id of hello");
        assertThat(line.get("value").toString())
                .isEqualTo(
                        "{\"eventId\":\"id of hello\",\"provider\":\"THINGSPACE\",\"account\":\"a\","
                                + "\"devices\":[\"imei:1\"],\"occurredAt\":null,"
                                + "\"observedAt\":\"2026-11-20T23:00:00.120Z\",\"channel\":\"POLL\","
                                + "\"direction\":\"MOBILE_ORIGINATED\",\"sender\":null,\"recipient\":null,"
                                + "\"text\":\"hello\",\"textCut\":false,\"encoding\":null,\"deliveryStatus\":null,"
                                + "\"providerDeliveryStatus\":null,\"providerDirection\":null,\"requestId\":null}");
    }

    @Test
    void takesTheTopicsNameWithThePrefixToo() throws Exception {
        create(SMS, 1);
        send(sms("imei:1", "hello"));

        assertThat(run(prefix + SMS)).isZero();

        assertThat(lines()).hasSize(1);
    }

    @Test
    void printsATombstoneAsNull_andGoesOnAfterWhatItCannotRead_with1() throws Exception {
        create(SMS, 1);
        send(new ProducerRecord<>(prefix + SMS, bytes("gone"), null));
        send(new ProducerRecord<>(prefix + SMS, bytes("torn"), bytes("no Avro")));
        send(new ProducerRecord<>(prefix + SMS, bytes("unknown"), new byte[] {0, 0, 0, 9, 9}));
        send(sms("imei:1", "hello"));

        assertThat(run(SMS)).isEqualTo(1);

        var lines = lines();
        assertThat(lines)
                .map(line -> line.path("key").asText())
                .containsExactly("gone", "torn", "unknown", "imei:1");
        assertThat(lines.get(0).get("value").isNull()).isTrue();
        assertThat(lines.get(0).has("error")).isFalse();
        assertThat(lines.get(1).get("value").isNull()).isTrue();
        assertThat(lines.get(1).path("error").asText()).startsWith("UNDECODABLE: ");
        assertThat(lines.get(2).path("error").asText()).startsWith("UNKNOWN_SCHEMA: ");
        assertThat(lines.get(3).at("/value/text").asText()).isEqualTo("hello");
    }

    @Test
    void printsOnlyWhatIsCommitted() throws Exception {
        create(SMS, 1);
        try (var other = producer(Map.of("transactional.id", prefix))) {
            other.initTransactions();
            other.beginTransaction();
            other.send(sms("imei:1", "taken back")).get();
            other.abortTransaction();
            other.beginTransaction();
            other.send(sms("imei:1", "committed")).get();
            other.commitTransaction();
        }

        assertThat(run(SMS)).isZero();

        assertThat(texts()).containsExactly("committed");
    }

    @Test
    void printsDeadLettersAsTextOrBase64() throws Exception {
        create("dead-letter.v1", 1);
        var letter =
                new ProducerRecord<>(
                        prefix + "dead-letter.v1", new byte[] {(byte) 0xff}, bytes("{"));
        letter.headers().add("telltale_reason", bytes("BAD_ROW"));
        send(letter);
        send(new ProducerRecord<>(prefix + "dead-letter.v1", null, new byte[] {(byte) 0xfe}));

        assertThat(run("dead-letter.v1")).isZero();

        assertThat(lines().get(0).get("key").toString()).isEqualTo("{\"base64\":\"/w==\"}");
        assertThat(lines().get(0).path("value").asText()).isEqualTo("{");
        assertThat(lines().get(0).at("/headers/telltale_reason").asText()).isEqualTo("BAD_ROW");
        assertThat(lines().get(1).get("key").isNull()).isTrue();
        assertThat(lines().get(1).get("value").toString()).isEqualTo("{\"base64\":\"/g==\"}");
    }

    @Test
    void choosesByKeyPartitionOffsetTimeAndNumber() throws Exception {
        create(SMS, 2);
        send(to(0, SEEN, sms("imei:1", "first")));
        send(to(0, SEEN.plusSeconds(10), sms("imei:2", "second")));
        send(to(1, SEEN.plusSeconds(20), sms("imei:1", "third")));

        assertThat(texts(SMS, "--key", "imei:1")).containsExactlyInAnyOrder("first", "third");
        assertThat(texts(SMS, "--partition", "0")).containsExactly("first", "second");
        assertThat(texts(SMS, "--partition", "0", "--from", "1")).containsExactly("second");
        assertThat(texts(SMS, "--from", "2026-11-20T23:00:05Z"))
                .containsExactlyInAnyOrder("second", "third");
        assertThat(texts(SMS, "--from", "2030-01-01T00:00:00Z")).isEmpty();
        assertThat(texts(SMS, "--max", "2")).hasSize(2);
        assertThat(texts(SMS, "--from", "end")).isEmpty();
    }

    @Test
    void followsWhatComesLater() throws Exception {
        create(SMS, 1);
        send(sms("imei:1", "before"));

        var running = CompletableFuture.supplyAsync(() -> run(SMS, "--follow", "--max", "2"));
        awaitLine("before");
        assertThat(running).isNotDone();
        send(sms("imei:1", "after"));

        assertThat(running.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(texts()).containsExactly("before", "after");
    }

    @Test
    void endsWith0OnCtrlC() throws Exception {
        create(SMS, 1);
        send(sms("imei:1", "hello"));
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.telltale.localstack.CommandApplication",
                        "consume",
                        SMS,
                        "--follow");
        command.environment().putAll(variables);
        var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).contains("\"text\":\"hello\"");

            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(lines.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void leavesNoGroupAndNoTopicBehind() throws Exception {
        assertThat(run(SMS)).isEqualTo(2);
        assertThat(err.toString()).contains("There is no topic " + prefix + SMS + " on Kafka at");

        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", BROKER.bootstrapServers()))) {
            assertThat(admin.listGroups().all().get()).isEmpty();
            assertThat(admin.listTopics().names().get()).doesNotContain(prefix + SMS);
        }
    }

    @Test
    void namesTheTopicsThereAre_whenItIsNone() {
        assertThat(run("device.sms")).isEqualTo(2);

        assertThat(err.toString())
                .contains("There is no topic 'device.sms'.")
                .contains(prefix + SMS, prefix + "dead-letter.v1")
                .doesNotContain("poller.secret.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poller.secret.v1", "refusesToShowSecrets.poller.secret.v1"})
    void refusesToShowSecrets(String topic) {
        assertThat(run(topic)).isEqualTo(2);
        assertThat(err.toString()).contains("is not shown").doesNotContain("There is no topic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "device.sms.v1 --from=yesterday",
                "device.sms.v1 --from=5",
                "device.sms.v1 --partition=-1",
                "device.sms.v1 --max=0",
                "device.sms.v1 --group=x"
            })
    void answersWrongUsageWith2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage:");
    }

    @Test
    void reportsAnUnknownPartition_with2() throws Exception {
        create(SMS, 2);

        assertThat(run(SMS, "--partition", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("Expected --partition of 0 to 1", "was 2");
    }

    @Test
    void reportsThatNothingRuns_with2() throws Exception {
        variables.put("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");

        assertThat(run(SMS)).isEqualTo(2);
        assertThat(err.toString())
                .contains("Kafka at 127.0.0.1:1 does not answer", "./telltale up");
    }

    @Test
    void reportsThatTheRegistryIsUnavailable_with2() throws Exception {
        create(SMS, 1);
        send(sms("imei:1", "hello"));
        variables.put("TELLTALE_REGISTRY_URL", "http://127.0.0.1:1");

        assertThat(run(SMS)).isEqualTo(2);
        assertThat(err.toString())
                .contains("registry at http://127.0.0.1:1 does not answer", "./telltale up");
    }

    @Test
    void namesTheInvalidSetting_with2() {
        variables.put("TELLTALE_SERDE_DESERIALIZER", "no.such.Class");
        assertThat(run(SMS)).isEqualTo(2);
        assertThat(err.toString()).contains("no.such.Class");

        variables.put("TELLTALE_REGISTRY_URL", "ftp://x");
        assertThat(run(SMS)).isEqualTo(2);
        assertThat(err.toString()).contains("TELLTALE_REGISTRY_URL must be an http");
    }

    private void awaitLine(String text) {
        Await.until(() -> out.toString().contains(text), () -> "no line with " + text);
    }

    private void create(String topic, int partitions) throws Exception {
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", BROKER.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(prefix + topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var properties = new HashMap<>(more);
        properties.put("bootstrap.servers", BROKER.bootstrapServers());
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get();
    }

    private ProducerRecord<byte[], byte[]> sms(String device, String text) {
        var event =
                SmsEvent.newBuilder()
                        .setEventId("id of " + text)
                        .setProvider(Provider.THINGSPACE)
                        .setAccount("a")
                        .setDevices(List.of(device))
                        .setObservedAt(SEEN)
                        .setChannel(Channel.POLL)
                        .setDirection(SmsDirection.MOBILE_ORIGINATED)
                        .setText(text)
                        .build();
        var record = records.of(new Event.Sms(event), TraceParent.fresh());
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                bytes(record.key()),
                record.value(),
                record.headers());
    }

    private static ProducerRecord<byte[], byte[]> to(
            int partition, Instant at, ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(),
                partition,
                at.toEpochMilli(),
                record.key(),
                record.value(),
                record.headers());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> texts(String... arguments) throws IOException {
        if (arguments.length > 0) {
            out.getBuffer().setLength(0);
            assertThat(run(arguments)).isZero();
        }
        return lines().stream().map(line -> line.at("/value/text").asText()).toList();
    }

    private List<JsonNode> lines() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : out.toString().lines().toList()) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    private int run(String... arguments) {
        return new CommandLine(new ConsumeCommand(variables))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
