package io.telltale.streams.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What an instance reports to the others, twice a second.
 *
 * @param passed offsets before which it has passed all of its input. Only the consumer of a
 *     partition sees that what follows the committed offset are markers of transactions
 * @param copies inputs of the tasks whose standby copies on it have caught up
 */
record InstanceReport(Map<TopicPartition, Long> passed, Set<TopicPartition> copies) {

    /** Of an instance that knows nothing yet. */
    static final InstanceReport NOTHING = new InstanceReport(Map.of(), Set.of());

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Map<Integer, Long>>> BY_TOPIC =
            new TypeReference<>() {};

    /** Stands for a copy, whose offset does not matter. */
    private static final long COPY = -1;

    InstanceReport {
        passed = Map.copyOf(passed);
        copies = Set.copyOf(copies);
    }

    /** As JSON: an object of topics, each with offsets by partition; those of copies are -1. */
    byte[] bytes() {
        var byTopic = new TreeMap<String, Map<Integer, Long>>();
        put(byTopic, copies, Map.of());
        put(byTopic, passed.keySet(), passed);
        try {
            return JSON.writeValueAsBytes(byTopic);
        } catch (IOException e) {
            throw new UncheckedIOException("a report is written to memory", e);
        }
    }

    private static void put(
            Map<String, Map<Integer, Long>> byTopic,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> offsets) {
        for (var partition : partitions) {
            byTopic.computeIfAbsent(partition.topic(), _ -> new TreeMap<>())
                    .put(partition.partition(), offsets.getOrDefault(partition, COPY));
        }
    }

    static InstanceReport read(byte[] bytes) throws IOException {
        var passed = new HashMap<TopicPartition, Long>();
        var copies = new HashSet<TopicPartition>();
        JSON.readValue(bytes, BY_TOPIC)
                .forEach((topic, offsets) ->
                        offsets.forEach((number, offset) -> {
                            var partition = new TopicPartition(topic, number);
                            if (offset == COPY) {
                                copies.add(partition);
                            } else {
                                passed.put(partition, offset);
                            }
                        }));
        return new InstanceReport(passed, copies);
    }
}
