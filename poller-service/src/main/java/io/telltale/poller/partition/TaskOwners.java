package io.telltale.poller.partition;

import io.telltale.schemas.topic.BrokerAnswer;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The owner of each partition, from the group's coordinator. Members of the group have their
 * address as client id.
 */
public final class TaskOwners implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Admin admin;
    private final String group;
    private volatile Asked last = new Asked(System.nanoTime() - KEPT.toNanos(), Map.of());

    private record Asked(long at, Map<String, Set<Integer>> instances) {}

    /** Asks nothing yet. */
    public TaskOwners(KafkaSettings kafka, TopicLayout layout) {
        this.admin = Admin.create(kafka.client(Map.of()));
        this.group = groupOf(layout);
    }

    static String groupOf(TopicLayout layout) {
        return layout.nameOf("telltale-poller");
    }

    /**
     * Address by partition, at most a second old. Unassigned partitions are missing, for example
     * during a rebalance.
     *
     * @return empty when the coordinator does not answer
     */
    public Optional<Map<Integer, String>> addresses() {
        return instances()
                .map(instances -> {
                    var addresses = new HashMap<Integer, String>();
                    instances.forEach((address, partitions) ->
                            partitions.forEach(number -> addresses.put(number, address)));
                    return addresses;
                });
    }

    /** The same by address; an instance that has no partition is among them. */
    public Optional<SortedMap<String, Set<Integer>>> instances() {
        var known = last;
        if (System.nanoTime() - known.at() < KEPT.toNanos()) {
            return Optional.of(new TreeMap<>(known.instances()));
        }
        return members()
                .map(members -> {
                    var instances = new TreeMap<String, Set<Integer>>();
                    members.forEach(member ->
                            instances.put(member.clientId(), Set.copyOf(partitionsOf(member))));
                    last = new Asked(System.nanoTime(), Map.copyOf(instances));
                    return instances;
                });
    }

    /** Whether this member owns the partition now. */
    boolean has(String memberId, int partition) {
        return members()
                .filter(members ->
                        members.stream()
                                .filter(member -> member.consumerId().equals(memberId))
                                .anyMatch(member -> partitionsOf(member).contains(partition)))
                .isPresent();
    }

    private static List<Integer> partitionsOf(MemberDescription member) {
        return member.assignment().topicPartitions().stream()
                .map(TopicPartition::partition)
                .toList();
    }

    private Optional<List<MemberDescription>> members() {
        try {
            var groups = admin.describeConsumerGroups(List.of(group)).describedGroups();
            return Optional.of(
                    List.copyOf(
                            BrokerAnswer.await(groups.values().iterator().next(), LIMIT)
                                    .members()));
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        admin.close(LONGEST_CLOSE);
    }
}
