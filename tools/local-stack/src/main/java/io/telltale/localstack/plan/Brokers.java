package io.telltale.localstack.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The brokers of a stack. Three or more keep three copies of each record, and a producer waits for
 * two, so any one broker may be away.
 *
 * @param count how many there are
 */
record Brokers(Ports ports, int count) {

    private static final int MOST_COPIES = 3;
    private static final int USUAL_PARTITIONS = 4;

    /** What clients connect to. */
    String addresses() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "127.0.0.1:" + Ports.instance(ports.kafka(), number))
                .collect(Collectors.joining(","));
    }

    /** Properties of one broker over those that it has by itself, as variables. */
    Map<String, String> variables(int number) {
        if (count == 1) {
            return Map.of();
        }
        var variables = new HashMap<String, String>();
        variables.put("NODE_ID", Integer.toString(number));
        variables.put("CONTROLLER_QUORUM_VOTERS", voters());
        variables.put("DEFAULT_REPLICATION_FACTOR", copies());
        variables.put("MIN_INSYNC_REPLICAS", acknowledged());
        variables.put("OFFSETS_TOPIC_REPLICATION_FACTOR", copies());
        variables.put("TRANSACTION_STATE_LOG_REPLICATION_FACTOR", copies());
        variables.put("TRANSACTION_STATE_LOG_MIN_ISR", acknowledged());
        return variables.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> "TELLTALE_BROKER_PROPERTIES_" + entry.getKey(),
                                Map.Entry::getValue));
    }

    /** What the services have to know of them. */
    Map<String, String> clientVariables() {
        return Map.of(
                "TELLTALE_KAFKA_BOOTSTRAP_SERVERS", addresses(),
                "TELLTALE_TOPICS_PARTITIONS", Integer.toString(partitions()),
                "TELLTALE_TOPICS_REPLICATION_FACTOR", copies(),
                "TELLTALE_TOPICS_MIN_INSYNC_REPLICAS", acknowledged());
    }

    /** Of every topic; of several brokers each leads one. */
    int partitions() {
        return count == 1 ? USUAL_PARTITIONS : count;
    }

    private String voters() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        "%d@127.0.0.1:%d"
                                .formatted(number, Ports.instance(ports.controller(), number)))
                .collect(Collectors.joining(","));
    }

    private String copies() {
        return Integer.toString(Math.min(count, MOST_COPIES));
    }

    private String acknowledged() {
        return Integer.toString(Math.max(1, Math.min(count, MOST_COPIES) - 1));
    }
}
