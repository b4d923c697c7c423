package io.telltale.localstack.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * The {@code TELLTALE_*} variables of the services in the local stack. Credentials are the
 * simulator's demonstration values; they open nothing else.
 */
final class ServiceVariables {

    private static final String ACCOUNT = "0000123456-00001";
    private static final String ACCOUNT_PREFIX = "TELLTALE_THINGSPACE_0000123456_00001_";

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
        variables.put("TELLTALE_THINGSPACE_ACCOUNTS", ACCOUNT);
        variables.put(ACCOUNT_PREFIX + "KEY", "demo-key");
        variables.put(ACCOUNT_PREFIX + "SECRET", "demo-secret");
        variables.put(ACCOUNT_PREFIX + "USERNAME", "demo-user");
        variables.put(ACCOUNT_PREFIX + "PASSWORD", "demo-password");
        variables.putAll(callbackCredentials());
        variables.put("TELLTALE_XTREMEPUSH_URL", simulator);
        variables.put("TELLTALE_XTREMEPUSH_PROJECTS", "demo");
        variables.put("TELLTALE_XTREMEPUSH_DEMO_APPTOKEN", "demo-apptoken");
        variables.put("TELLTALE_GRAPH_URL", simulator);
        variables.put("TELLTALE_GRAPH_LOGIN_URL", simulator);
        variables.put("TELLTALE_GRAPH_ACCOUNTS", "demo");
        variables.put("TELLTALE_GRAPH_DEMO_CLIENT_ID", "demo-client");
        variables.put("TELLTALE_GRAPH_DEMO_CLIENT_SECRET", "demo-client-secret");
        variables.put("TELLTALE_GRAPH_DEMO_REFRESH_TOKEN", "demo-refresh-token");
        return variables;
    }

    static Map<String, String> callback(Layout layout, Ports ports) {
        var variables = service(layout, ports, "callback-service", ports.callback());
        variables.put("TELLTALE_THINGSPACE_ACCOUNTS", ACCOUNT);
        variables.put("TELLTALE_CALLBACK_TRUSTED_SOURCES", "127.0.0.1");
        variables.putAll(callbackCredentials());
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

    private static Map<String, String> callbackCredentials() {
        return Map.of(
                ACCOUNT_PREFIX + "CALLBACK_USERNAME",
                "demo-callback",
                ACCOUNT_PREFIX + "CALLBACK_PASSWORD",
                "demo-callback-password");
    }
}
