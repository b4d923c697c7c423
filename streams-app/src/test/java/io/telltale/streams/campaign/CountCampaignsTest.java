package io.telltale.streams.campaign;

import static io.telltale.streams.campaign.CampaignEvents.CAMPAIGN;
import static io.telltale.streams.campaign.CampaignEvents.NOW;
import static io.telltale.streams.campaign.CampaignEvents.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.streams.encoding.AnyRecord;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.step.PersistentStores;
import io.telltale.streams.step.UnprocessableRecordException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of campaigns in Kafka's test driver, behind a step that files readings. */
@NullUnmarked // set before each test
class CountCampaignsTest {

    @TempDir private Path folder;
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StreamsNames.REF_INDEX),
                        PairKey.serde(),
                        Serdes.ByteArray()));
        builder.addStateStore(PersistentStores.writeBehind(StreamsNames.CAMPAIGNS, 1024L * 1024));
        var deltas =
                read(builder, "events", DeviceStatusEvent.class)
                        .process(Filing::new, Named.as("file"), StreamsNames.REF_INDEX);
        var updates =
                new RouteCampaignUpdates(4)
                        .apply(
                                deltas,
                                read(builder, "health", SourceHealth.class),
                                read(builder, "infos", Campaign.class));
        new CountCampaigns(Duration.ofDays(1))
                .apply(updates)
                .to(
                        "progress",
                        Produced.<String, CampaignProgress>as("write-progress")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(serde(CampaignProgress.class)));
        driver =
                new TopologyTestDriver(
                        builder.build(properties),
                        properties,
                        Instant.parse("2026-11-21T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /** As the step that files rows does it. */
    private static final class Filing
            extends ContextualProcessor<String, DeviceStatusEvent, String, CampaignUpdate> {

        private CampaignMembers members;

        @Override
        public void init(ProcessorContext<String, CampaignUpdate> context) {
            members = new CampaignMembers(context.getStateStore(StreamsNames.REF_INDEX));
            var outbox =
                    new CampaignOutbox(
                            members, CampaignOutbox.ROUND, record -> context.forward(record));
            context.schedule(
                    CampaignOutbox.ROUND, PunctuationType.WALL_CLOCK_TIME, now -> outbox.send(now));
        }

        @Override
        public void process(Record<String, DeviceStatusEvent> record) {
            CampaignStandings.of(record.value())
                    .ifPresent(reading -> members.apply(members.prepare(reading)));
        }
    }

    @Test
    void countsEveryDeviceOnce_withWhatPollsAndProvidersSay() {
        given(
                upgrade("imei:1", "UpgradePending", Outcome.PENDING, 1, NOW),
                upgrade("imei:2", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW),
                upgrade("imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 2, NOW.plusSeconds(1)));
        put("health", "any", CampaignEvents.scan(2, NOW), NOW);
        put("infos", CAMPAIGN, CampaignEvents.info("winter", NOW), NOW);

        var progress = progress();
        assertThat(progress.getByOutcome()).isEqualTo(Map.of("SUCCEEDED", 2L));
        assertThat(progress.getDevices()).isEqualTo(2);
        assertThat(progress.getReportedDevices()).isEqualTo(12);
        assertThat(progress.getLastScanAt()).isEqualTo(NOW);
        assertThat(progress.getName()).isEqualTo("winter");
    }

    @Test
    void aRemovedDeviceLeavesTheCounts_andComesBackWhenItIsReadAgain() {
        given(
                upgrade("imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW),
                upgrade("imei:1", "", Outcome.REMOVED, 2, NOW.plusSeconds(1)));
        assertThat(progress().getDevices()).isZero();

        given(upgrade("imei:1", "UpgradeSuccess", Outcome.SUCCEEDED, 3, NOW.plusSeconds(2)));
        assertThat(progress().getDevices()).isEqualTo(1);
    }

    @Test
    void publishesOnceASecondHoweverMuchChanges() {
        for (var device = 1; device <= 50; device++) {
            given(upgrade("imei:" + device, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }

        assertThat(written("progress", CampaignProgress.class)).hasSizeBetween(4, 6);
        secondsPass(2);
        assertThat(written("progress", CampaignProgress.class)).hasSize(1);
        secondsPass(5);
        assertThat(written("progress", CampaignProgress.class)).isEmpty();
    }

    @Test
    void manyEventsBecomeFewDeltas_withTheTimeOfTheirCause() {
        for (var device = 1; device <= 500; device++) {
            given(upgrade("imei:" + device, "UpgradeSuccess", Outcome.SUCCEEDED, 1, NOW));
        }
        secondsPass(1);

        assertThat(
                        written(
                                "test-" + RepartitionTopic.CAMPAIGN_UPDATES.topologyName(),
                                CampaignUpdate.class))
                .singleElement()
                .extracting(TestRecord::timestamp)
                .isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void healthOfOtherSourcesAndTombstonesAreLeftOut() {
        var other = SourceHealth.newBuilder(CampaignEvents.scan(1, NOW)).setSubject(null).build();
        put("health", "any", other, NOW);
        put("infos", CAMPAIGN, null, NOW);
        secondsPass(2);

        assertThat(written("progress", CampaignProgress.class)).isEmpty();
    }

    @Test
    void aKeyThatIsNoCampaignRefIsRefused() {
        assertThatThrownBy(() -> put("infos", "nonsense", CampaignEvents.info("x", NOW), NOW))
                .hasRootCauseInstanceOf(UnprocessableRecordException.class);
    }

    private static <V extends SpecificRecordBase> KStream<String, V> read(
            StreamsBuilder builder, String topic, Class<V> type) {
        return builder.stream(
                topic,
                Consumed.<String, V>as("read-" + topic)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(serde(type)));
    }

    private static <V extends SpecificRecordBase> Serde<V> serde(Class<V> type) {
        return AnyRecord.serde(type);
    }

    private void given(DeviceStatusEvent... events) {
        for (var event : events) {
            put("events", event.getDevices().getFirst(), event, event.getObservedAt());
        }
    }

    @SuppressWarnings("unchecked") // the serde does not look at the class
    private <V extends SpecificRecordBase> void put(String topic, String key, V value, Instant at) {
        var type =
                switch (topic) {
                    case "events" -> DeviceStatusEvent.class;
                    case "health" -> SourceHealth.class;
                    default -> Campaign.class;
                };
        driver.createInputTopic(topic, new StringSerializer(), serde((Class<V>) type).serializer())
                .pipeInput(key, value, at);
    }

    private void secondsPass(long seconds) {
        driver.advanceWallClockTime(Duration.ofSeconds(seconds));
    }

    private <V extends SpecificRecordBase> List<TestRecord<String, V>> written(
            String topic, Class<V> type) {
        return driver.createOutputTopic(topic, new StringDeserializer(), serde(type).deserializer())
                .readRecordsToList();
    }

    private CampaignProgress progress() {
        secondsPass(1);
        secondsPass(1);
        return written("progress", CampaignProgress.class).getLast().value();
    }
}
