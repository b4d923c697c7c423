package io.telltale.localstack.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * The {@code TELLTALE_*} variables of the services in the local stack. Credentials are the
 * simulator's demonstration values; they open nothing else.
 */
final class ServiceVariables {

    private ServiceVariables() {}

    /** Broker, registry and how topics are laid out on one node. */
    static Map<String, String> pipeline(Ports ports) {
        return Map.of(
                "TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + ports.kafka(),
                "TELLTALE_REGISTRY_URL",
                "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7",
                "TELLTALE_TOPICS_PARTITIONS",
                "4",
                "TELLTALE_TOPICS_REPLICATION_FACTOR",
                "1",
                "TELLTALE_TOPICS_MIN_INSYNC_REPLICAS",
                "1");
    }

    static Map<String, String> simulator(Layout layout, int port) {
        return Map.of(
                "TELLTALE_HOST",
                "127.0.0.1",
                "TELLTALE_PORT",
                Integer.toString(port),
                "TELLTALE_DATA",
                layout.data().toString());
    }

    static Map<String, String> poller(Layout layout, Ports ports) {
        var variables = service(layout, ports, "poller-service", ports.poller());
        var simulator = "http://127.0.0.1:" + ports.simulator();
        variables.put("TELLTALE_POLL_TASKS_FILE", layout.config("poll-tasks.ndjson").toString());
        variables.put("TELLTALE_IDENTITIES_FILE", layout.config("identities.csv").toString());
        variables.put("TELLTALE_CALLBACK_URL", "http://127.0.0.1:" + ports.callback());
        variables.put("TELLTALE_THINGSPACE_URL", simulator);
        variables.put("TELLTALE_XTREMEPUSH_URL", simulator);
        variables.put("TELLTALE_GRAPH_URL", simulator);
        variables.put("TELLTALE_GRAPH_LOGIN_URL", simulator);
        variables.putAll(SimulatedAccounts.DEMO.variables());
        variables.put("TELLTALE_SEAL_KEY", "ZGVtby1zZWFsLWtleS1vcGVucy1ub3RoaW5nLWVsc2U=");
        return variables;
    }

    static Map<String, String> callback(Layout layout, Ports ports) {
        var variables = service(layout, ports, "callback-service", ports.callback());
        variables.putAll(SimulatedAccounts.DEMO.thingSpaceVariables());
        variables.put("TELLTALE_CALLBACK_TRUSTED_SOURCES", "127.0.0.1");
        return variables;
    }

    static Map<String, String> streams(Layout layout, Ports ports) {
        var variables = service(layout, ports, "streams-app", ports.streams());
        variables.put("TELLTALE_DATA", layout.data().toString());
        return variables;
    }

    private static Map<String, String> service(Layout layout, Ports ports, String name, int port) {
        var variables = new HashMap<>(pipeline(ports));
        variables.put("TELLTALE_HOST", "127.0.0.1");
        variables.put("TELLTALE_PORT", Integer.toString(port));
        // Beside the registry's database: the ids in it are worth nothing without it.
        variables.put(
                "TELLTALE_REGISTRY_CACHE_FILE",
                layout.registry().resolve("ids-of-" + name).toString());
        return variables;
    }
}
