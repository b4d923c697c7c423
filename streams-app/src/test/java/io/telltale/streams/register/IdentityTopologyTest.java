package io.telltale.streams.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of identity in Kafka's test driver, over stores that outlive it. */
@NullUnmarked // set before each test
class IdentityTopologyTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    private final MemoryStore refIndex = new MemoryStore();
    private final AtomicLong generation = new AtomicLong();
    private MemoryStore register = new MemoryStore();
    private EpochFloor floor = EpochFloor.NOTHING_PUBLISHED;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Observation> observations;
    private TestInputTopic<String, DeviceLink> links;
    private TestOutputTopic<String, DeviceIdentity> identities;

    @BeforeEach
    void start() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        builder.addStateStore(new KeptStore(StreamsNames.REF_INDEX, refIndex));
        builder.addStateStore(new KeptStore(StreamsNames.REGISTER, register));
        var observed =
                builder.stream(
                        "observed",
                        Consumed.<String, Observation>as("read-observed")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(Observation.class)));
        var declared =
                builder.stream(
                        "links",
                        Consumed.<String, DeviceLink>as("read-links")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(DeviceLink.class)));
        var collected =
                new CollectObservations(StreamsNames.REF_INDEX, generation::get)
                        .apply(observed.repartition(RegisterTopics.observations(4)));
        var updates =
                collected
                        .merge(new DeclareLinks().apply(declared), Named.as("with-links"))
                        .repartition(RegisterTopics.updates());
        new KeepRegister(floor)
                .apply(updates)
                .to(
                        "identities",
                        Produced.<String, DeviceIdentity>as("write-identities")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(DeviceIdentity.class)));
        driver = new TopologyTestDriver(builder.build(properties), properties, NOW);
        observations =
                driver.createInputTopic(
                        "observed",
                        new StringSerializer(),
                        StoredRecord.serde(Observation.class).serializer());
        links =
                driver.createInputTopic(
                        "links",
                        new StringSerializer(),
                        StoredRecord.serde(DeviceLink.class).serializer());
        identities =
                driver.createOutputTopic(
                        "identities",
                        new StringDeserializer(),
                        StoredRecord.serde(DeviceIdentity.class).deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void identitiesAreWrittenOnceABatchWithTheTimestampOfTheLatestCause() {
        observe("iccid:12", "imei:12", 10, 1_000);
        observe("msisdn:12", "imei:12", 20, 3_000);
        observe("iccid:34", "imei:34", 20, 2_000);
        assertThat(identities.readRecordsToList()).as("before the timer").isEmpty();

        var written = written();

        assertThat(written.keySet())
                .containsExactlyInAnyOrder(
                        "imei:12", "iccid:12", "msisdn:12", "imei:34", "iccid:34");
        assertThat(written.get("imei:12").timestamp()).isEqualTo(3_000);
        assertThat(written.get("imei:34").timestamp()).isEqualTo(2_000);
        assertThat(written.get("imei:12").value().getMembers()).hasSize(3);
        assertThat(written.get("imei:12").headers().lastHeader("ce_id")).isNotNull();
    }

    @Test
    void fiveHundredChangesAreSettledBeforeTheTimer() {
        for (var number = 0; number < KeepRegister.MOST; number++) {
            observe("iccid:89" + (1_000 + number), "imei:12" + (1_000 + number), 10, 1_000);
        }

        assertThat(identities.readRecordsToList()).hasSize(2 * KeepRegister.MOST);
    }

    @Test
    void changesThatWereNotSettledBeforeACrashAreSettledAfterIt() {
        observe("iccid:12", "imei:12", 10, 1_000);
        assertThat(written()).hasSize(2);
        observe("iccid:12", "imei:34", 20, 2_000);
        links.pipeInput(
                "imei:12 esn:00000000012",
                RegisterUnderTest.link("imei:12", "esn:00000000012"),
                NOW);
        stop();
        start();

        var written = written();

        assertThat(written.keySet())
                .containsExactlyInAnyOrder("imei:12", "iccid:12", "imei:34", "esn:00000000012");
        assertThat(written.get("iccid:12").value().getEpoch()).isEqualTo(2);
        assertThat(written.get("imei:34").timestamp()).isEqualTo(2_000);
        stop();
        start();
        assertThat(written()).as("settled now").isEmpty();
    }

    @Test
    void repeatsWriteNothing() {
        observe("iccid:12", "imei:12", 10, 1_000);
        links.pipeInput(
                "imei:12 esn:00000000012",
                RegisterUnderTest.link("imei:12", "esn:00000000012"),
                NOW);
        written();
        var puts = register.puts() + refIndex.puts();

        observe("iccid:12", "imei:12", 10, 1_000);
        links.pipeInput(
                "imei:12 esn:00000000012",
                RegisterUnderTest.link("imei:12", "esn:00000000012"),
                NOW);

        assertThat(written()).isEmpty();
        assertThat(register.puts() + refIndex.puts()).isEqualTo(puts);
    }

    @Test
    void anEmptyRegisterGoesOnAboveTheHighestPublishedEpoch() {
        stop();
        floor = () -> 41;
        start();
        observe("iccid:12", "imei:12", 10, 1_000);
        assertThat(written().get("imei:12").value().getEpoch()).isEqualTo(42);

        stop();
        floor = () -> 99;
        start();
        observe("iccid:34", "imei:34", 10, 1_000);
        assertThat(written().get("imei:34").value().getEpoch()).as("asked once").isEqualTo(42);
    }

    @Test
    void aLostRegisterIsTaughtAgainByANewGeneration() {
        observe("esn:00000000012", "imei:12", 5, 1_000);
        observe("iccid:12", "imei:12", 10, 1_000);
        observe("iccid:12", "imei:34", 20, 2_000);
        var before = shown(written());
        stop();
        register = new MemoryStore();
        start();
        assertThat(written()).isEmpty();

        generation.set(7);
        driver.advanceWallClockTime(Duration.ofMillis(100));

        assertThat(shown(written())).isEqualTo(before);
        stop();
        start();
        var puts = register.puts();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(register.puts()).as("taught once").isEqualTo(puts);
    }

    private void observe(String named, String holder, long orderAt, long timestamp) {
        var observation = new Observation(holder, orderAt, "e" + orderAt);
        observations.pipeInput(named, observation, timestamp);
    }

    private static Map<String, String> shown(Map<String, TestRecord<String, DeviceIdentity>> all) {
        var shown = new HashMap<String, String>();
        all.forEach((ref, each) -> shown.put(ref, RegisterUnderTest.shown(each.value())));
        return shown;
    }

    /** What the timer writes; each ref once. */
    private Map<String, TestRecord<String, DeviceIdentity>> written() {
        driver.advanceWallClockTime(Duration.ofMillis(100));
        var written = new HashMap<String, TestRecord<String, DeviceIdentity>>();
        for (var each : identities.readRecordsToList()) {
            assertThat(written.put(each.key(), each)).as("written once").isNull();
        }
        return written;
    }

    /** A store whose entries outlive the driver. */
    private record KeptStore(String name, MemoryStore store)
            implements StoreBuilder<KeyValueStore<PairKey, byte[]>> {

        @Override
        public KeyValueStore<PairKey, byte[]> build() {
            store.rename(name);
            return store;
        }

        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withLoggingEnabled(
                Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
