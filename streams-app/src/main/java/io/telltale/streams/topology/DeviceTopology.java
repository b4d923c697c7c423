package io.telltale.streams.topology;

import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** The whole graph. Reads top to bottom, in the order in which a record travels. */
public final class DeviceTopology {

    private final StreamTopics topics;

    /** A graph over the topics of this layout. */
    public DeviceTopology(TopicLayout layout, RecordFormat format) {
        this.topics = new StreamTopics(layout, format);
    }

    /** The configuration goes in so that Kafka refuses a store or topic without a name of ours. */
    public Topology build(StreamsConfig config) {
        var builder = new StreamsBuilder(new TopologyConfig(config));

        var links = topics.read(builder, Topics.DEVICE_LINK);
        var changed = new KeepRegister().apply(builder, links);
        topics.write(changed, Topics.DEVICE_IDENTITY);

        var events = new ReadEvents(topics).apply(builder);
        var rows = new FileRows().apply(builder, events);
        var parts = new FoldParts().apply(rows);
        var identities = new ReadIdentities(topics).apply(builder);
        var assigned = new AssignParts().apply(parts, identities);
        var devices = new GatherDevices().apply(assigned);
        var states = new DescribeDevices().apply(devices);
        topics.write(states, Topics.DEVICE_STATE);

        var scans = topics.read(builder, Topics.SOURCE_HEALTH);
        var news = new RouteCampaignNews(topics.partitions()).apply(rows, scans);
        var progress = new CountCampaigns().apply(builder, news);
        topics.write(progress, Topics.CAMPAIGN_PROGRESS);

        return builder.build();
    }
}
