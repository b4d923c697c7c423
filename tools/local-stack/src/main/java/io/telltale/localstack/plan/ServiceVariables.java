package io.telltale.localstack.plan;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The {@code TELLTALE_*} variables of the services in the local stack. Credentials are the
 * simulator's demonstration values; they open nothing else.
 */
final class ServiceVariables {

    private static final int SECRET_BYTES = 32;

    /**
     * Of each of several instances of streams-app, in MiB: what {@code docker-compose.yml} gives
     * one. A single one takes the machine's memory for its limit.
     */
    private static final int SHARED_MEMORY = 768;

    private ServiceVariables() {}

    /** Brokers, registry and how topics are laid out. */
    static Map<String, String> pipeline(Brokers brokers) {
        var variables = new HashMap<>(brokers.clientVariables());
        variables.put(
                "TELLTALE_REGISTRY_URL",
                "http://127.0.0.1:" + brokers.ports().registry() + "/apis/ccompat/v7");
        return variables;
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

    static Map<String, String> poller(Layout layout, Brokers brokers) {
        var ports = brokers.ports();
        var variables = new HashMap<>(pipeline(brokers));
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

    static Map<String, String> callback(Brokers brokers) {
        var variables = new HashMap<>(pipeline(brokers));
        variables.putAll(SimulatedAccounts.DEMO.thingSpaceVariables());
        variables.put("TELLTALE_CALLBACK_TRUSTED_SOURCES", "127.0.0.1");
        return variables;
    }

    /**
     * Of one instance of streams-app; several share the machine.
     *
     * @param data its own folder
     * @param instances how many there are
     */
    static Map<String, String> streams(Path data, Brokers brokers, int instances) {
        var variables = new HashMap<>(pipeline(brokers));
        variables.put("TELLTALE_DATA", data.toString());
        if (instances > 1) {
            var threads = Math.max(1, Runtime.getRuntime().availableProcessors() / instances);
            variables.put("TELLTALE_STREAM_THREADS", Integer.toString(threads));
            variables.put("TELLTALE_MEMORY_MIB", Integer.toString(SHARED_MEMORY));
        }
        return variables;
    }

    /**
     * What belongs to one process of a service.
     *
     * @param peerSecret the same for all services of a stack
     */
    static Map<String, String> process(Layout layout, String name, int port, String peerSecret) {
        return Map.of(
                "TELLTALE_HOST",
                "127.0.0.1",
                "TELLTALE_PORT",
                Integer.toString(port),
                "TELLTALE_ADVERTISED_ADDRESS",
                "127.0.0.1:" + port,
                "TELLTALE_PEER_SECRET",
                peerSecret,
                // Beside the registry's database: the ids in it are worth nothing without it.
                "TELLTALE_REGISTRY_CACHE_FILE",
                layout.registry().resolve("ids-of-" + name).toString());
    }

    /** A random secret for the calls between instances. */
    static String newPeerSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
