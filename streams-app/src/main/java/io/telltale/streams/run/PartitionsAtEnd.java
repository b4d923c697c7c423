package io.telltale.streams.run;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions in which a consumer of this instance has nothing left to fetch, and whose thread is at
 * work: it has asked for more within the last seconds. A thread that is held up by what it fetched
 * last, such as by a record whose schema it waits for, asks for nothing.
 */
final class PartitionsAtEnd {

    /**
     * In whole seconds, rounded down. Threads without work ask ten times a second. Less than what
     * {@link InputLag} waits, so that a thread held up by a new record is seen before that is over.
     */
    private static final double LONGEST_WITHOUT_POLL = 2;

    private final Set<String> names;

    private PartitionsAtEnd(Set<String> names) {
        this.names = names;
    }

    /** By the consumers' own metrics. */
    static PartitionsAtEnd of(Collection<? extends Metric> metrics) {
        var polling =
                metrics.stream()
                        .filter(metric -> isNamed(metric, "last-poll-seconds-ago"))
                        .filter(PartitionsAtEnd::isRecent)
                        .map(metric -> tag(metric, "client-id"))
                        .collect(Collectors.toUnmodifiableSet());
        var names =
                metrics.stream()
                        .filter(metric -> isNamed(metric, "records-lag"))
                        .filter(metric -> Double.valueOf(0).equals(metric.metricValue()))
                        .filter(metric -> polling.contains(tag(metric, "client-id")))
                        .map(metric -> name(tag(metric, "topic"), tag(metric, "partition")))
                        .collect(Collectors.toUnmodifiableSet());
        return new PartitionsAtEnd(names);
    }

    boolean contains(TopicPartition partition) {
        return names.contains(name(partition.topic(), Integer.toString(partition.partition())));
    }

    /** The value of a consumer that has never polled is -1. */
    private static boolean isRecent(Metric lastPoll) {
        return lastPoll.metricValue() instanceof Number ago
                && ago.doubleValue() >= 0
                && ago.doubleValue() <= LONGEST_WITHOUT_POLL;
    }

    private static boolean isNamed(Metric metric, String name) {
        return metric.metricName().name().equals(name);
    }

    private static String tag(Metric metric, String name) {
        return metric.metricName().tags().getOrDefault(name, "");
    }

    /** Metrics write topics with and without dots, depending on Kafka's version. */
    private static String name(String topic, String partition) {
        return topic.replace('.', '_') + "-" + partition;
    }
}
