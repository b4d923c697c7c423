package io.telltale.streams.topology;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.campaign.CountCampaigns;
import io.telltale.streams.campaign.RouteCampaignUpdates;
import io.telltale.streams.device.GatherDevices;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.encoding.StoredEvent;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.ref.ProcessRefs;
import io.telltale.streams.register.CollectObservations;
import io.telltale.streams.register.DeclareLinks;
import io.telltale.streams.register.KeepRegister;
import io.telltale.streams.register.RegisterTopics;
import io.telltale.streams.step.PersistentStores;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The whole topology, in the order in which a record travels: events become rows, cards and tasks
 * of their refs; observations and links become identities; parts become devices; members become
 * campaigns.
 */
public final class StreamsTopology {

    /** Stores whose values change often, and are looked at again soon after. */
    private static final List<String> WRITE_BEHIND =
            List.of(
                    StreamsNames.CARDS,
                    StreamsNames.TASKS,
                    StreamsNames.REF_INDEX,
                    StreamsNames.REGISTER,
                    StreamsNames.DEVICES,
                    StreamsNames.CAMPAIGNS);

    private final DeclaredTopics topics;
    private final SkipOffsets skipOffsets;
    private final TopologySettings settings;
    private final RegisterEpochs epochs;
    private final BooleanSupplier isBehind;

    /**
     * A topology over the topics of a layout.
     *
     * @param skipped records that become dead letters without being processed
     * @param epochs what is known of identities that were published before
     * @param isBehind whether a backlog is worked off; outboxes send little then
     */
    public StreamsTopology(
            TopicLayout layout,
            ValueSerdes serdes,
            TopologySettings settings,
            SkippedOffsets skipped,
            RegisterEpochs epochs,
            BooleanSupplier isBehind) {
        this.skipOffsets = new SkipOffsets(skipped);
        this.topics = new DeclaredTopics(layout, serdes, skipOffsets);
        this.settings = settings;
        this.epochs = epochs;
        this.isBehind = isBehind;
    }

    /** Kafka refuses a store or topic without a name of ours where it has the configuration. */
    public Topology build(StreamsConfig config) {
        var builder = new StreamsBuilder(new TopologyConfig(config));
        addStores(builder, room(config));

        var inputs = new ReadEvents(topics).apply(builder);
        var refs = new ProcessRefs(settings.junk(), settings.rowsKept(), isBehind).apply(inputs);
        topics.write(refs.timeline(), Topics.DEVICE_TIMELINE);

        topics.write(identities(builder, refs), Topics.DEVICE_IDENTITY);

        var states = new GatherDevices(settings.rowsKept(), isBehind).apply(deviceUpdates(refs));
        topics.write(states, Topics.DEVICE_STATE);

        topics.write(progress(builder, refs), Topics.CAMPAIGN_PROGRESS);

        return builder.build();
    }

    private KStream<String, DeviceIdentity> identities(
            StreamsBuilder builder, ProcessRefs.Outputs refs) {
        var observations =
                refs.observations().repartition(RegisterTopics.observations(topics.partitions()));
        var learned =
                new CollectObservations(StreamsNames.REF_INDEX, epochs.generation())
                        .apply(skipOffsets.apply(observations, RepartitionTopic.OBSERVATIONS));
        var declared = new DeclareLinks().apply(topics.read(builder, Topics.DEVICE_LINK));
        var updates =
                learned.merge(declared, Named.as("with-declared-links"))
                        .repartition(RegisterTopics.updates());
        return new KeepRegister(epochs.floor())
                .apply(skipOffsets.apply(updates, RepartitionTopic.REGISTER_UPDATES));
    }

    private KStream<String, DeviceUpdate> deviceUpdates(ProcessRefs.Outputs refs) {
        var updates =
                refs.deviceUpdates()
                        .repartition(
                                Repartitioned.<String, DeviceUpdate>as(
                                                RepartitionTopic.DEVICE_UPDATES.label())
                                        .withKeySerde(Serdes.String())
                                        .withValueSerde(StoredRecord.serde(DeviceUpdate.class))
                                        .withNumberOfPartitions(topics.partitions()));
        return skipOffsets.apply(updates, RepartitionTopic.DEVICE_UPDATES);
    }

    private KStream<String, CampaignProgress> progress(
            StreamsBuilder builder, ProcessRefs.Outputs refs) {
        var updates =
                new RouteCampaignUpdates(topics.partitions())
                        .apply(
                                refs.campaignUpdates(),
                                topics.read(builder, Topics.SOURCE_HEALTH),
                                topics.read(builder, Topics.CAMPAIGN_INFO));
        return new CountCampaigns(settings.stuckAfter())
                .apply(skipOffsets.apply(updates, RepartitionTopic.CAMPAIGN_UPDATES));
    }

    /** What each partition of each write-behind store may take of the heap for caches. */
    private long room(StreamsConfig config) {
        return config.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG)
                / ((long) WRITE_BEHIND.size() * topics.partitions());
    }

    private static void addStores(StreamsBuilder builder, long room) {
        builder.addStateStore(
                PersistentStores.keyValue(StreamsNames.ROWS, RowKey.serde(), StoredEvent.serde()));
        WRITE_BEHIND.forEach(
                name -> builder.addStateStore(PersistentStores.writeBehind(name, room)));
    }
}
