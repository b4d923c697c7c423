package io.telltale.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker for one machine: one node that is broker and controller, on loopback only.
 *
 * <p>Arguments: folder, broker port, controller port. Any broker property {@code x.y} can be set by
 * the variable {@code TELLTALE_BROKER_PROPERTIES_X_Y}; so several nodes become one cluster, each
 * with its {@code node.id} and all with the same {@code controller.quorum.voters}. SIGTERM stops it
 * in order.
 */
public final class Broker {

    private static final String NODE_ID = "node.id";
    private static final String VOTERS = "controller.quorum.voters";
    private static final String ONLY_NODE = "1";
    private static final String PROPERTY_PREFIX = "TELLTALE_BROKER_PROPERTIES_";

    private Broker() {}

    /** Runs until the process is stopped. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("expected: folder, broker port, controller port");
            System.exit(2);
        }
        var folder = Path.of(arguments[0]).toAbsolutePath();
        var server =
                prepare(
                        folder,
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        ownProperties(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        server.startup();
        server.awaitShutdown();
    }

    /**
     * A broker that is not started yet, with its folder formatted where it is new.
     *
     * @param own properties that win over those it has by itself
     */
    public static KafkaRaftServer prepare(
            Path folder, int port, int controllerPort, Map<String, String> own) throws Exception {
        var properties = properties(folder, port, controllerPort, own);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder, properties);
        }
        return new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    }

    /**
     * The latest production metadata brings transaction.version 2, which exactly-once needs. All
     * nodes need the same cluster id before any of them runs, so it is made of the voters.
     */
    private static void format(Path folder, Map<String, String> properties) throws Exception {
        var voters = requireNonNull(properties.get(VOTERS), VOTERS);
        var hash = UUID.nameUUIDFromBytes(voters.getBytes(UTF_8));
        var clusterId = new Uuid(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
        Files.createDirectories(folder);
        new Formatter()
                .setPrintStream(System.out)
                .setNodeId(Integer.parseInt(requireNonNull(properties.get(NODE_ID), NODE_ID)))
                .setClusterId(clusterId.toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .run();
    }

    /**
     * What one node needs: every internal topic with one replica, few partitions, little memory.
     */
    static Map<String, String> properties(
            Path folder, int port, int controllerPort, Map<String, String> own) {
        var properties =
                new HashMap<>(
                        Map.ofEntries(
                                Map.entry("process.roles", "broker,controller"),
                                Map.entry(NODE_ID, ONLY_NODE),
                                Map.entry(VOTERS, ONLY_NODE + "@127.0.0.1:" + controllerPort),
                                Map.entry(
                                        "listeners",
                                        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                                .formatted(port, controllerPort)),
                                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                                Map.entry("controller.listener.names", "CONTROLLER"),
                                Map.entry(
                                        "listener.security.protocol.map",
                                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                                Map.entry("log.dirs", folder.toString()),
                                Map.entry("auto.create.topics.enable", "false"),
                                Map.entry("default.replication.factor", "1"),
                                Map.entry("min.insync.replicas", "1"),
                                Map.entry("offsets.topic.replication.factor", "1"),
                                Map.entry("offsets.topic.num.partitions", "4"),
                                Map.entry("transaction.state.log.replication.factor", "1"),
                                Map.entry("transaction.state.log.min.isr", "1"),
                                Map.entry("transaction.state.log.num.partitions", "4"),
                                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                                Map.entry("group.initial.rebalance.delay.ms", "0"),
                                Map.entry("num.network.threads", "2"),
                                Map.entry("num.io.threads", "4"),
                                // In bytes; the default of 128 MiB is half of our heap.
                                Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
                                Map.entry("log.index.size.max.bytes", "1048576")));
        properties.putAll(own);
        return properties;
    }

    /** The broker properties among the variables of a process. */
    static Map<String, String> ownProperties(Map<String, String> environment) {
        var properties = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PROPERTY_PREFIX)) {
                properties.put(propertyName(name), value);
            }
        });
        return properties;
    }

    private static String propertyName(String variable) {
        return variable.substring(PROPERTY_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
    }
}
