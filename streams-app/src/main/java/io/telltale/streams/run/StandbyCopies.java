package io.telltale.streams.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * Finds the standby copies of this instance that hold everything that was committed to their
 * changelogs. A copy that restores says "not there" of what it has not read yet.
 */
final class StandbyCopies {

    /** The marker of the last transaction is an offset without a record. */
    private static final long MARKER = 1;

    private final KafkaStreams streams;

    /** A topic that the task of a store reads, by store. */
    private final Map<String, String> topics;

    StandbyCopies(KafkaStreams streams, Map<String, String> topics) {
        this.streams = streams;
        this.topics = topics;
    }

    /** Inputs of the standby tasks whose stores have all caught up. */
    Set<TopicPartition> caughtUp() {
        var standbys = standbys();
        if (standbys.isEmpty()) {
            return Set.of();
        }
        try {
            var lags = new HashMap<String, Map<Integer, Long>>();
            streams.allLocalStorePartitionLags()
                    .forEach((store, partitions) ->
                            partitions.forEach((number, lag) ->
                                    lags.computeIfAbsent(store, _ -> new HashMap<>())
                                            .put(number, lag.offsetLag())));
            return caughtUp(standbys, topics, lags);
        } catch (StreamsException | IllegalStateException e) {
            return Set.of();
        }
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
