package io.telltale.localstack.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        variables.putAll(accounts(List.of(ThingSpaceAccount.DEMO)));
        variables.put("TELLTALE_XTREMEPUSH_URL", simulator);
        variables.put("TELLTALE_XTREMEPUSH_PROJECTS", "demo");
        variables.put("TELLTALE_XTREMEPUSH_DEMO_APPTOKEN", "demo-apptoken");
        variables.put("TELLTALE_GRAPH_URL", simulator);
        variables.put("TELLTALE_GRAPH_LOGIN_URL", simulator);
        variables.put("TELLTALE_GRAPH_ACCOUNTS", "demo");
        variables.put("TELLTALE_GRAPH_DEMO_CLIENT_ID", "demo-client");
        variables.put("TELLTALE_GRAPH_DEMO_CLIENT_SECRET", "demo-client-secret");
        variables.put("TELLTALE_GRAPH_DEMO_REFRESH_TOKEN", "demo-refresh-token");
        variables.put("TELLTALE_SEAL_KEY", "ZGVtby1zZWFsLWtleS1vcGVucy1ub3RoaW5nLWVsc2U=");
        return variables;
    }

    static Map<String, String> callback(Layout layout, Ports ports) {
        var variables = service(layout, ports, "callback-service", ports.callback());
        variables.putAll(accounts(List.of(ThingSpaceAccount.DEMO)));
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

    /**
     * How these accounts are signed in to and called back for; only what a service asks is read.
     */
    static Map<String, String> accounts(List<ThingSpaceAccount> accounts) {
        var variables = new HashMap<String, String>();
        variables.put(
                "TELLTALE_THINGSPACE_ACCOUNTS",
                accounts.stream().map(ThingSpaceAccount::name).collect(Collectors.joining(",")));
        for (var account : accounts) {
            var prefix = "TELLTALE_THINGSPACE_%s_".formatted(account.name().replace('-', '_'));
            variables.put(prefix + "KEY", account.key());
            variables.put(prefix + "SECRET", "demo-secret");
            variables.put(prefix + "USERNAME", account.username());
            variables.put(prefix + "PASSWORD", "demo-password");
            variables.put(prefix + "CALLBACK_USERNAME", "demo-callback");
            variables.put(prefix + "CALLBACK_PASSWORD", "demo-callback-password");
        }
        return variables;
    }
}
