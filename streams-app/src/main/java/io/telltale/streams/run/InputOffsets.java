package io.telltale.streams.run;

import static io.telltale.streams.run.CommittedOffsets.await;
import static java.util.stream.Collectors.toMap;

import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.streams.run.InputLag.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/**
 * Measures how much of the input is committed: end offsets from the brokers, then the committed
 * offsets of the group, of all its instances. For one thread.
 */
final class InputOffsets {

    /** Partitions may be added to topics. */
    private static final long LOOK_AGAIN = Duration.ofSeconds(30).toNanos();

    private final Admin admin;
    private final CommittedOffsets offsets;
    private final KafkaStreams streams;
    private final String applicationId;
    private final Map<Integer, Set<String>> topics;
    private Set<TopicPartition> partitions = Set.of();
    private long lookedAt;

    InputOffsets(
            Admin admin,
            CommittedOffsets offsets,
            KafkaStreams streams,
            Topology topology,
            String applicationId) {
        this.admin = admin;
        this.offsets = offsets;
        this.streams = streams;
        this.applicationId = applicationId;
        this.topics = topics(topology, applicationId);
    }

    /**
     * Full names of the topics that each sub-topology reads, declared ones and repartition ones.
     */
    static Map<Integer, Set<String>> topics(Topology topology, String applicationId) {
        return topology.describe().subtopologies().stream()
                .collect(toMap(Subtopology::id, part -> topics(part, applicationId)));
    }

    /** The same of one sub-topology. */
    static Set<String> topics(Subtopology part, String applicationId) {
        return part.nodes().stream()
                .filter(Source.class::isInstance)
                .flatMap(node -> ((Source) node).topicSet().stream())
                .map(name ->
                        RepartitionTopic.isTopologyName(name) ? applicationId + "-" + name : name)
                .collect(Collectors.toUnmodifiableSet());
    }

    Map<Integer, Set<String>> topics() {
        return topics;
    }

    /**
     * One measurement.
     *
     * @param passed offsets that other instances have passed, beyond what they committed
     */
    List<Measured> measure(Map<TopicPartition, Long> passed)
            throws InterruptedException, ExecutionException, TimeoutException {
        lookForPartitions();
        var ends = offsets.ends(partitions);
        var committed =
                await(
                        admin.listConsumerGroupOffsets(applicationId)
                                .partitionsToOffsetAndMetadata());
        var known = new HashMap<TopicPartition, Long>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                known.put(partition, offset.offset());
            }
        });
        var starts = offsets.firsts(without(known.keySet()));
        var atEnd = PartitionsAtEnd.of(streams.metrics().values());
        var own = own();
        var measured = new ArrayList<Measured>();
        for (var partition : partitions) {
            var commit = known.get(partition);
            measured.add(
                    new Measured(
                            partition,
                            Math.max(
                                    commit == null ? starts.getOrDefault(partition, 0L) : commit,
                                    passed.getOrDefault(partition, 0L)),
                            ends.getOrDefault(partition, 0L),
                            atEnd.contains(partition),
                            own.contains(partition)));
        }
        return measured;
    }

    /** Partitions of the active tasks of this instance. */
    Set<TopicPartition> own() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<TopicPartition> without(Set<TopicPartition> known) {
        return partitions.stream()
                .filter(partition -> !known.contains(partition))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void lookForPartitions()
            throws InterruptedException, ExecutionException, TimeoutException {
        var now = System.nanoTime();
        if (!partitions.isEmpty() && now - lookedAt < LOOK_AGAIN) {
            return;
        }
        var names = topics.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var found = new HashSet<TopicPartition>();
        await(admin.describeTopics(names).allTopicNames())
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(partition ->
                                        found.add(
                                                new TopicPartition(name, partition.partition()))));
        partitions = found;
        lookedAt = now;
    }
}
