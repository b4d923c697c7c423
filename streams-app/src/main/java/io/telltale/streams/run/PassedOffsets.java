package io.telltale.streams.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets before which other instances have passed all of their input. Only the consumer of a
 * partition sees that what follows the committed offset are markers of transactions.
 */
final class PassedOffsets {

    /** Behind the first part of the path of routes between instances. */
    static final String ROUTE = "passed-offsets";

    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Map<Integer, Long>>> BY_TOPIC =
            new TypeReference<>() {};

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerClient client;

    PassedOffsets(PeerClient client) {
        this.client = client;
    }

    /** Of the instances at these addresses, as far as they answer in time. */
    Map<TopicPartition, Long> of(Set<String> addresses) throws InterruptedException {
        var asked = new ArrayList<Future<Map<TopicPartition, Long>>>();
        addresses.forEach(address -> asked.add(threads.submit(() -> ask(address))));
        var passed = new HashMap<TopicPartition, Long>();
        for (var answer : asked) {
            try {
                answer.get()
                        .forEach((partition, offset) -> passed.merge(partition, offset, Math::max));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return passed;
    }

    private Map<TopicPartition, Long> ask(String address) {
        try {
            var answer = client.get(address, ROUTE, LIMIT);
            return answer.isPresent() ? read(answer.get()) : Map.of();
        } catch (PeerUnavailableException | IOException e) {
            return Map.of();
        }
    }

    static byte[] bytes(Map<TopicPartition, Long> passed) {
        var byTopic = new HashMap<String, Map<Integer, Long>>();
        passed.forEach((partition, offset) ->
                byTopic.computeIfAbsent(partition.topic(), _ -> new HashMap<>())
                        .put(partition.partition(), offset));
        try {
            return JSON.writeValueAsBytes(byTopic);
        } catch (IOException e) {
            throw new UncheckedIOException("offsets are written to memory", e);
        }
    }

    static Map<TopicPartition, Long> read(byte[] bytes) throws IOException {
        var passed = new HashMap<TopicPartition, Long>();
        JSON.readValue(bytes, BY_TOPIC)
                .forEach((topic, offsets) ->
                        offsets.forEach((partition, offset) ->
                                passed.put(new TopicPartition(topic, partition), offset)));
        return passed;
    }

    void close() {
        threads.shutdownNow();
    }
}
