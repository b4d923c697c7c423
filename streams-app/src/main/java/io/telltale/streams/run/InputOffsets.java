package io.telltale.streams.run;

import io.telltale.streams.run.InputLag.Measured;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Source;

/** Asks the brokers, and the graph's own consumers, how much of the input is read. */
final class InputOffsets {

    private static final long LIMIT_SECONDS = 4;
    private static final String REPARTITION = "-repartition";

    private final Admin admin;
    private final KafkaStreams streams;
    private final String applicationId;
    private final Set<String> topics;

    InputOffsets(Admin admin, KafkaStreams streams, Topology topology, String applicationId) {
        this.admin = admin;
        this.streams = streams;
        this.applicationId = applicationId;
        this.topics = topics(topology, applicationId);
    }

    /** Everything the graph reads: the declared topics and its own between the steps. */
    private static Set<String> topics(Topology topology, String applicationId) {
        return topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .filter(Source.class::isInstance)
                .flatMap(node -> ((Source) node).topicSet().stream())
                .map(name -> name.endsWith(REPARTITION) ? applicationId + "-" + name : name)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Measured> measure() throws InterruptedException, ExecutionException, TimeoutException {
        var partitions = partitions();
        var ends = offsets(partitions, OffsetSpec.latest());
        var starts = offsets(partitions, OffsetSpec.earliest());
        var committed =
                await(
                        admin.listConsumerGroupOffsets(applicationId)
                                .partitionsToOffsetAndMetadata());
        var atEnd = PartitionsAtEnd.of(streams.metrics().values());
        var measured = new ArrayList<Measured>();
        for (var partition : partitions) {
            var commit = committed.get(partition);
            var from = commit == null ? offset(starts, partition) : commit.offset();
            measured.add(
                    new Measured(
                            partition, from, offset(ends, partition), atEnd.contains(partition)));
        }
        return measured;
    }

    private Set<TopicPartition> partitions()
            throws InterruptedException, ExecutionException, TimeoutException {
        var partitions = new HashSet<TopicPartition>();
        await(admin.describeTopics(topics).allTopicNames())
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(partition ->
                                        partitions.add(
                                                new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Set<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        return await(
                admin.listOffsets(
                                partitions.stream()
                                        .collect(Collectors.toMap(each -> each, _ -> spec)),
                                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
    }

    private static long offset(
            Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        var found = offsets.get(partition);
        return found == null ? 0 : found.offset();
    }

    private static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
