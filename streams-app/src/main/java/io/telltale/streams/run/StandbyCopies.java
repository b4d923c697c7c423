package io.telltale.streams.run;

import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.TopicLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the standby copies of this instance that hold everything that was committed to their
 * changelogs. A copy that restores says "not there" of what it has not read yet.
 *
 * <p>An instance that was killed leaves a transaction open until its time-out. What is in it is not
 * committed, and no copy reads beyond it, so ends are those of the committed records.
 */
final class StandbyCopies {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyCopies.class);

    /** The marker of the last transaction is an offset without a record. */
    private static final long MARKER = 1;

    private final KafkaStreams streams;
    private final CommittedOffsets offsets;
    private final TopicLayout layout;

    /** A topic that the task of a store reads, by store. */
    private final Map<String, String> topics;

    StandbyCopies(
            KafkaStreams streams,
            CommittedOffsets offsets,
            TopicLayout layout,
            Map<String, String> topics) {
        this.streams = streams;
        this.offsets = offsets;
        this.layout = layout;
        this.topics = topics;
    }

    /** Inputs of the standby tasks whose stores have all caught up; none while it is not known. */
    Set<TopicPartition> caughtUp() throws InterruptedException {
        var standbys = standbys();
        if (standbys.isEmpty()) {
            return Set.of();
        }
        try {
            return caughtUp(standbys, topics, lags());
        } catch (StreamsException
                | IllegalStateException
                | ExecutionException
                | TimeoutException e) {
            LOG.debug("the brokers do not say how far the copies are", e);
            return Set.of();
        }
    }

    /** How many offsets of its changelog each partition of a store lacks, by store. */
    private Map<String, Map<Integer, Long>> lags()
            throws InterruptedException, ExecutionException, TimeoutException {
        var copies = streams.allLocalStorePartitionLags();
        var ends = offsets.ends(behind(copies));
        var lags = new HashMap<String, Map<Integer, Long>>();
        copies.forEach((store, partitions) ->
                partitions.forEach((number, copy) -> {
                    var end = ends.getOrDefault(changelog(store, number), copy.endOffsetPosition());
                    lags.computeIfAbsent(store, _ -> new HashMap<>())
                            .put(number, end - copy.currentOffsetPosition());
                }));
        return lags;
    }

    /** Changelogs whose last records may be of an open transaction. */
    private Set<TopicPartition> behind(Map<String, Map<Integer, LagInfo>> copies) {
        var changelogs = new HashSet<TopicPartition>();
        copies.forEach((store, partitions) ->
                partitions.forEach((number, copy) -> {
                    if (copy.offsetLag() > MARKER) {
                        changelogs.add(changelog(store, number));
                    }
                }));
        return changelogs;
    }

    private TopicPartition changelog(String store, int partition) {
        return new TopicPartition(StreamsNames.changelogOf(store, layout), partition);
    }

    /**
     * The tasks among these whose stores have all caught up.
     *
     * @param standbys inputs of tasks
     * @param topics a topic that the task of a store reads, by store
     * @param lags offsets of its changelog that a partition of a store lacks
     */
    static Set<TopicPartition> caughtUp(
            Set<TopicPartition> standbys,
            Map<String, String> topics,
            Map<String, Map<Integer, Long>> lags) {
        return standbys.stream()
                .filter(task ->
                        topics.entrySet().stream()
                                .filter(store -> store.getValue().equals(task.topic()))
                                .allMatch(store ->
                                        lag(lags, store.getKey(), task.partition()) <= MARKER))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A store with an unknown lag may lack everything. */
    private static long lag(Map<String, Map<Integer, Long>> lags, String store, int partition) {
        return lags.getOrDefault(store, Map.of()).getOrDefault(partition, Long.MAX_VALUE);
    }

    /** Inputs of the standby tasks, one topic of each. */
    private Set<TopicPartition> standbys() {
        var own = Set.copyOf(topics.values());
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.standbyTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> own.contains(partition.topic()))
                .collect(Collectors.toSet());
    }
}
