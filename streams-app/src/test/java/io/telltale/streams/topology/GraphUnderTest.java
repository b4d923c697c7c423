package io.telltale.streams.topology;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole graph in Kafka's test driver, fresh for each test, with the naming check on. */
@NullUnmarked // set before each test
public final class GraphUnderTest implements BeforeEachCallback, AfterEachCallback {

    private static final TopicLayout LAYOUT = new TopicLayout("", 4, 1, 1);

    private TopologyTestDriver driver;
    private Path folder;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("graph");
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        var topology =
                new DeviceTopology(LAYOUT, GraphUnderTest::serde)
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

    @SuppressWarnings("unchecked") // every generated record is a SpecificRecordBase
    private static <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return (Serde<T>) StoredRecord.serde(type.asSubclass(SpecificRecordBase.class));
    }

    public TopologyTestDriver driver() {
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

    private <V extends SpecificRecord> void put(
            Topic<V> topic, String key, V value, Instant timestamp) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), serde(topic.value()).serializer())
                .pipeInput(key, value, timestamp);
    }

    public void secondsPass(long seconds) {
        driver.advanceWallClockTime(Duration.ofSeconds(seconds));
    }

    public <V extends SpecificRecord> List<TestRecord<String, V>> written(Topic<V> topic) {
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
