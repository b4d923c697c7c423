package io.telltale.schemas.settings;

import java.util.Set;

/**
 * The programs that read {@code TELLTALE_*} variables, with the names each of them reads. One list
 * for all: several programs may be given the same file of variables.
 *
 * <p>{@code *} stands for the name of an account or project, or for a property at the end. Any name
 * may also end in {@code _FILE}, see {@link Settings}.
 */
public enum VariableReader {
    /** Every service, for its port and its callers. */
    SERVICE(
            "TELLTALE_HOST",
            "TELLTALE_PORT",
            "TELLTALE_READ_TOKENS",
            "TELLTALE_ADMIN_TOKENS",
            "TELLTALE_INSECURE",
            "TELLTALE_ADVERTISED_ADDRESS",
            "TELLTALE_PEER_SECRET"),
    /** Every program that reads or writes topics. */
    PIPELINE(
            "TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
            "TELLTALE_KAFKA_PROPERTIES_*",
            "TELLTALE_REGISTRY_URL",
            "TELLTALE_REGISTRY_PROPERTIES_*",
            "TELLTALE_REGISTRY_CACHE_FILE",
            "TELLTALE_SERDE_SERIALIZER",
            "TELLTALE_SERDE_DESERIALIZER",
            "TELLTALE_PREFIX",
            "TELLTALE_TOPICS_PARTITIONS",
            "TELLTALE_TOPICS_REPLICATION_FACTOR",
            "TELLTALE_TOPICS_MIN_INSYNC_REPLICAS"),
    /** poller-service. */
    POLLER(
            "TELLTALE_POLL_TASKS_FILE",
            "TELLTALE_IDENTITIES_FILE",
            "TELLTALE_ANSWERS_KEPT",
            "TELLTALE_FINISHED_TASKS_KEPT",
            "TELLTALE_PROVIDER_PROXY",
            "TELLTALE_CALLBACK_URL",
            "TELLTALE_SEAL_KEY",
            "TELLTALE_SEAL_KEY_PREVIOUS",
            "TELLTALE_THINGSPACE_URL",
            "TELLTALE_THINGSPACE_ACCOUNTS",
            "TELLTALE_THINGSPACE_*_KEY",
            "TELLTALE_THINGSPACE_*_SECRET",
            "TELLTALE_THINGSPACE_*_USERNAME",
            "TELLTALE_THINGSPACE_*_PASSWORD",
            "TELLTALE_THINGSPACE_*_CALLBACK_USERNAME",
            "TELLTALE_THINGSPACE_*_CALLBACK_PASSWORD",
            "TELLTALE_THINGSPACE_*_REQUESTS_PER_MINUTE",
            "TELLTALE_XTREMEPUSH_URL",
            "TELLTALE_XTREMEPUSH_PROJECTS",
            "TELLTALE_XTREMEPUSH_*_REGION",
            "TELLTALE_XTREMEPUSH_*_URL",
            "TELLTALE_XTREMEPUSH_*_APPTOKEN",
            "TELLTALE_XTREMEPUSH_*_CLIENT_ID",
            "TELLTALE_XTREMEPUSH_*_CLIENT_SECRET",
            "TELLTALE_XTREMEPUSH_*_PRIVATE_KEY",
            "TELLTALE_XTREMEPUSH_*_KEY_ID",
            "TELLTALE_XTREMEPUSH_*_REQUESTS_PER_MINUTE",
            "TELLTALE_GRAPH_URL",
            "TELLTALE_GRAPH_LOGIN_URL",
            "TELLTALE_GRAPH_ACCOUNTS",
            "TELLTALE_GRAPH_*_CLIENT_ID",
            "TELLTALE_GRAPH_*_CLIENT_SECRET",
            "TELLTALE_GRAPH_*_REFRESH_TOKEN",
            "TELLTALE_GRAPH_*_SCOPE",
            "TELLTALE_GRAPH_*_REQUESTS_PER_MINUTE"),
    /** callback-service. */
    CALLBACK(
            "TELLTALE_THINGSPACE_ACCOUNTS",
            "TELLTALE_THINGSPACE_*_CALLBACK_USERNAME",
            "TELLTALE_THINGSPACE_*_CALLBACK_PASSWORD",
            "TELLTALE_THINGSPACE_*_CALLBACK_PREVIOUS_USERNAME",
            "TELLTALE_THINGSPACE_*_CALLBACK_PREVIOUS_PASSWORD",
            "TELLTALE_CALLBACK_TRUSTED_SOURCES",
            "TELLTALE_CALLBACK_TRUSTED_PROXIES"),
    /** streams-app. */
    STREAMS(
            "TELLTALE_DATA",
            "TELLTALE_JUNK_REFS",
            "TELLTALE_ROWS_KEPT",
            "TELLTALE_STUCK_AFTER",
            "TELLTALE_STREAM_THREADS",
            "TELLTALE_MEMORY_MIB"),
    /** The provider simulator, which refuses unknown ones itself. */
    SIMULATOR("TELLTALE_SIMULATOR_*"),
    /** {@code ./telltale} and the broker of the local stack. */
    COMMAND("TELLTALE_JAVA_HOME", "TELLTALE_BROKER_PROPERTIES_*"),
    /** {@code docker-compose.yml}. */
    COMPOSE("TELLTALE_BASE_IMAGE", "TELLTALE_SERDE", "TELLTALE_NETWORK");

    @SuppressWarnings("ImmutableEnumChecker") // a set that cannot be changed
    private final Set<String> names;

    VariableReader(String... names) {
        this.names = Set.of(names);
    }

    /** Every name it reads. */
    public Set<String> names() {
        return names;
    }
}
