package io.telltale.streams.run;

import static java.util.stream.Collectors.toSet;

import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.TopicLayout;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.apache.kafka.streams.errors.StreamsNotStartedException;

/**
 * The instance that has a partition of a store, by the group's metadata: each member of the group
 * has its address as {@code application.server}. Kept for a moment, since asking takes a lock.
 */
final class StoreOwners {

    private static final long KEPT_NANOS = 200_000_000;

    private final StreamsRunner runner;

    private final Map<String, String> topics;

    private volatile Seen seen = new Seen(-1, 0, Map.of());

    /**
     * The owners as they were seen.
     *
     * @param moves how often the state of Kafka Streams had changed before
     */
    private record Seen(long moves, long at, Map<TopicPartition, String> owners) {}

    StoreOwners(StreamsRunner runner, TopicLayout layout) {
        this.runner = runner;
        this.topics = topics(runner.topology(), StreamsNames.id(layout));
    }

    static Map<String, String> topics(Topology topology, String applicationId) {
        var topics = new HashMap<String, String>();
        for (var part : topology.describe().subtopologies()) {
            for (var store : stores(part)) {
                topics.put(store, Collections.min(InputOffsets.topics(part, applicationId)));
            }
        }
        return Map.copyOf(topics);
    }

    private static Set<String> stores(Subtopology part) {
        return part.nodes().stream()
                .filter(Processor.class::isInstance)
                .flatMap(node -> ((Processor) node).stores().stream())
                .collect(toSet());
    }

    /** A topic that the task of a store reads, by store. */
    Map<String, String> topics() {
        return topics;
    }

    /** One partition of the input of a store's task, which stands for the task. */
    TopicPartition input(String store, int partition) {
        var topic = topics.get(store);
        if (topic == null) {
            throw new IllegalArgumentException("no task has the store " + store);
        }
        return new TopicPartition(topic, partition);
    }

    /** Address of the instance that reads it; empty while no instance does. */
    Optional<String> of(TopicPartition input) {
        return Optional.ofNullable(owners().get(input));
    }

    /** Addresses of all owners. */
    Set<String> addresses() {
        return Set.copyOf(owners().values());
    }

    private Map<TopicPartition, String> owners() {
        var known = seen;
        var moves = runner.moves();
        var now = System.nanoTime();
        if (known.moves() == moves && now - known.at() < KEPT_NANOS) {
            return known.owners();
        }
        var owners = new HashMap<TopicPartition, String>();
        for (var instance : instances(runner.streams())) {
            instance.topicPartitions()
                    .forEach(partition -> owners.put(partition, address(instance)));
        }
        seen = new Seen(moves, now, Map.copyOf(owners));
        return seen.owners();
    }

    /** All instances of the group; none while Kafka Streams starts or stops. */
    static Collection<StreamsMetadata> instances(KafkaStreams streams) {
        try {
            return streams.metadataForAllStreamsClients();
        } catch (StreamsNotStartedException | IllegalStateException e) {
            return Set.of();
        }
    }

    static String address(StreamsMetadata instance) {
        var host = instance.hostInfo().host();
        return "%s:%d"
                .formatted(
                        host.contains(":") ? "[" + host + "]" : host, instance.hostInfo().port());
    }
}
