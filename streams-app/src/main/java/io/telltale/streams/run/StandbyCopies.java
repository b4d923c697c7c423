package io.telltale.streams.run;

import java.util.HashMap;
import java.util.HashSet;
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

    /** Inputs of the tasks of which every store has caught up. */
    Set<TopicPartition> caughtUp() {
        var standbys = standbys();
        if (standbys.isEmpty()) {
            return Set.of();
        }
        var behind = new HashSet<TopicPartition>();
        var stores = new HashMap<TopicPartition, Integer>();
        try {
            streams.allLocalStorePartitionLags()
                    .forEach((store, lags) ->
                            lags.forEach((number, lag) -> {
                                var task = new TopicPartition(topics.get(store), number);
                                stores.merge(task, 1, Integer::sum);
                                if (lag.offsetLag() > MARKER) {
                                    behind.add(task);
                                }
                            }));
        } catch (StreamsException | IllegalStateException e) {
            return Set.of();
        }
        return standbys.stream()
                .filter(task -> stores.getOrDefault(task, 0) == storesOf(task.topic()))
                .filter(task -> !behind.contains(task))
                .collect(Collectors.toUnmodifiableSet());
    }

    private int storesOf(String topic) {
        return (int) topics.values().stream().filter(topic::equals).count();
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
