package io.telltale.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.AnyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole topology in Kafka's test driver, fresh for each test, with the naming check on. */
@NullUnmarked // set before each test
public final class TopologyUnderTest implements BeforeEachCallback, AfterEachCallback {

    private static final TopicLayout LAYOUT = new TopicLayout("", 4, 1, 1);

    private static final long MOST_SECONDS_IN_TICKS = 10;

    private final SkippedOffsets skips;
    private Topology topology;
    private TopologyTestDriver driver;
    private boolean isUnsettled;
    private Path folder;

    public TopologyUnderTest() {
        this(SkippedOffsets.NONE);
    }

    public TopologyUnderTest(SkippedOffsets skips) {
        this.skips = skips;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("graph");
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        properties.put(DeadLetterHandler.LAYOUT, LAYOUT);
        topology =
                new StreamsTopology(
                                LAYOUT,
                                TopologyUnderTest::serde,
                                TopologySettings.USUAL,
                                skips,
                                RegisterEpochs.NONE,
                                () -> false)
                        .build(new StreamsConfig(properties));
        driver = new TopologyTestDriver(topology, properties, Given.NOW);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        driver.close();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** For declared topics only: a store or an inner topic must not use the format of topics. */
    @SuppressWarnings("unchecked") // every generated record is a SpecificRecordBase
    private static <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        var serde = (Serde<T>) AnyRecord.serde(type.asSubclass(SpecificRecordBase.class));
        return Serdes.serdeFrom(
                (topic, value) -> serde.serializer().serialize(declared(topic), value),
                (topic, bytes) -> serde.deserializer().deserialize(declared(topic), bytes));
    }

    private static String declared(String name) {
        assertThat(Topics.ALL).extracting(Topic::name).contains(name);
        return name;
    }

    Topology topology() {
        return topology;
    }

    /** The driver, after everything that was given has settled. */
    public TopologyTestDriver driver() {
        if (isUnsettled) {
            settle();
        }
        return driver;
    }

    public void given(DeviceStatusEvent... events) {
        for (var event : events) {
            put(Topics.DEVICE_STATUS, event.getDevices().getFirst(), event, event.getObservedAt());
        }
    }

    public void given(SmsEvent... events) {
        for (var event : events) {
            put(Topics.DEVICE_SMS, event.getDevices().getFirst(), event, event.getObservedAt());
        }
    }

    public void given(PushActionEvent... events) {
        for (var event : events) {
            put(
                    Topics.DEVICE_PUSH_ACTION,
                    event.getDevices().getFirst(),
                    event,
                    event.getObservedAt());
        }
    }

    public void given(DeviceLink... links) {
        for (var link : links) {
            put(Topics.DEVICE_LINK, String.join(" ", link.getRefs()), link, link.getDeclaredAt());
        }
    }

    public void given(SourceHealth health) {
        put(Topics.SOURCE_HEALTH, "thingspace:" + health.getSubject(), health, Given.NOW);
    }

    public void given(Campaign info) {
        put(Topics.CAMPAIGN_INFO, info.getCampaignRef(), info, info.getObservedAt());
    }

    private <V extends SpecificRecord> void put(
            Topic<V> topic, String key, V value, Instant timestamp) {
        isUnsettled = true;
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), serde(topic.value()).serializer())
                .pipeInput(key, value, timestamp);
    }

    /** Bytes as somebody else may have written them. */
    public void given(TestRecord<byte[], byte[]> record, String topic) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** Bytes of a record as this test's format has them. */
    public <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
        return serde(topic.value()).serializer().serialize(topic.name(), value);
    }

    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.DEAD_LETTER,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Lets timers run as often as they do in so many seconds. */
    public void secondsPass(long seconds) {
        var jump = Math.max(0, seconds - MOST_SECONDS_IN_TICKS);
        driver.advanceWallClockTime(Duration.ofSeconds(jump));
        for (var tick = 0; tick < (seconds - jump) * 10; tick++) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    /** Lets everything that was given reach the last sub-topology: each hop waits for a timer. */
    public void settle() {
        isUnsettled = false;
        secondsPass(2);
    }

    /** After everything that was given has settled. */
    public <V extends SpecificRecord> List<TestRecord<String, V>> written(Topic<V> topic) {
        settle();
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serde(topic.value()).deserializer())
                .readRecordsToList();
    }

    public <V extends SpecificRecord> V lastWritten(Topic<V> topic, String key) {
        return written(topic).stream()
                .filter(record -> record.key().equals(key))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("nothing written for " + key))
                .value();
    }
}
