package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.streams.encoding.AnyRecord;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.step.PersistentStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The step of devices in Kafka's test driver, fresh for each test, with the naming check on. */
@NullUnmarked // set before each test
final class DevicesUnderTest implements BeforeEachCallback, AfterEachCallback {

    static final Duration RETENTION = Duration.ofDays(100);

    private TopologyTestDriver driver;
    private TestInputTopic<String, DeviceUpdate> updates;
    private TestOutputTopic<String, DeviceState> states;
    private Path folder;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("devices");
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        builder.addStateStore(PersistentStores.writeBehind(StreamsNames.DEVICES, 1024L * 1024));
        var updateSerde = StoredRecord.serde(DeviceUpdate.class);
        var stateSerde = AnyRecord.serde(DeviceState.class);
        var read =
                builder.stream(
                        RepartitionTopic.DEVICE_UPDATES.topologyName(),
                        Consumed.<String, DeviceUpdate>as("read-updates")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(updateSerde));
        new GatherDevices(RETENTION, () -> false)
                .apply(read)
                .to(
                        "states",
                        Produced.<String, DeviceState>as("write-states")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(stateSerde));
        driver =
                new TopologyTestDriver(
                        builder.build(), properties, Instant.ofEpochMilli(Updates.NOW));
        updates =
                driver.createInputTopic(
                        RepartitionTopic.DEVICE_UPDATES.topologyName(),
                        Serdes.String().serializer(),
                        updateSerde.serializer());
        states =
                driver.createOutputTopic(
                        "states", Serdes.String().deserializer(), stateSerde.deserializer());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        driver.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    void given(String device, DeviceUpdate... given) {
        for (var update : given) {
            given(device, update, Updates.NOW, new RecordHeaders());
        }
    }

    void given(String device, DeviceUpdate update, long timestamp, Headers headers) {
        updates.pipeInput(
                new TestRecord<>(device, update, headers, Instant.ofEpochMilli(timestamp)));
    }

    void ticks(int count) {
        for (var tick = 0; tick < count; tick++) {
            driver.advanceWallClockTime(DeviceStatePublisher.TICK);
        }
    }

    /** States published since the last call, after one more tick. */
    List<TestRecord<String, DeviceState>> published() {
        ticks(1);
        return states.readRecordsToList();
    }

    DeviceState lastPublished(String device) {
        return published().stream()
                .filter(record -> record.key().equals(device))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("no state of " + device))
                .value();
    }

    KeyValueStore<PairKey, byte[]> store() {
        return driver.getKeyValueStore(StreamsNames.DEVICES);
    }

    DeviceReader reader() {
        return new DeviceReader(store());
    }

    long entries(String prefix) {
        var count = 0L;
        try (var all = store().all()) {
            while (all.hasNext()) {
                count += all.next().key.owner().startsWith(prefix) ? 1 : 0;
            }
        }
        return count;
    }
}
