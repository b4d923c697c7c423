package io.telltale.streams.topology;

import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Named;

/** The whole graph. Reads top to bottom, in the order in which a record travels. */
public final class DeviceTopology {

    private final StreamTopics topics;
    private final GraphSettings settings;

    private final LeaveOut leaveOut;

    /** A graph over the topics of this layout. */
    public DeviceTopology(TopicLayout layout, RecordFormat format, GraphSettings settings) {
        this(layout, format, settings, Skips.NONE);
    }

    /** A graph that passes some records on. */
    public DeviceTopology(
            TopicLayout layout, RecordFormat format, GraphSettings settings, Skips skips) {
        this.leaveOut = new LeaveOut(skips);
        this.topics = new StreamTopics(layout, format, leaveOut);
        this.settings = settings;
    }

    /** The configuration goes in so that Kafka refuses a store or topic without a name of ours. */
    public Topology build(StreamsConfig config) {
        var builder = new StreamsBuilder(new TopologyConfig(config));
        RefStores.addTo(builder);

        var events = new ReadEvents(topics).apply(builder);
        var filed = new FileRows().apply(events);
        new NoteTime().apply(events);
        new ExpireRows(settings.rowsKept()).apply(events);

        var identities = topics.read(builder, Topics.DEVICE_IDENTITY);
        var followed = new FollowIdentities().apply(identities);
        var all = filed.merge(followed, Named.as("with-followed"));
        topics.write(new WriteTimeline().apply(all), Topics.DEVICE_TIMELINE);

        var links = topics.read(builder, Topics.DEVICE_LINK);
        var changed = new KeepRegister(settings.junk(), leaveOut).apply(builder, links, all);
        topics.write(changed, Topics.DEVICE_IDENTITY);

        var states = new GatherDevices(topics.partitions(), leaveOut).apply(builder, all);
        topics.write(states, Topics.DEVICE_STATE);

        var health = topics.read(builder, Topics.SOURCE_HEALTH);
        var infos = topics.read(builder, Topics.CAMPAIGN_INFO);
        var news = new RouteCampaignNews(topics.partitions(), leaveOut).apply(filed, health, infos);
        var progress = new CountCampaigns(settings.stuckAfter()).apply(builder, news);
        topics.write(progress, Topics.CAMPAIGN_PROGRESS);

        return builder.build();
    }
}
