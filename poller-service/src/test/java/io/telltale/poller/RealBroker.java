package io.telltale.poller;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker in this JVM with all topics, one node, on free ports of loopback. */
public final class RealBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;
    private final Line line;
    private final TopicLayout layout;

    private RealBroker(KafkaRaftServer server, int port, Line line, TopicLayout layout) {
        this.server = server;
        this.port = port;
        this.line = line;
        this.layout = layout;
    }

    /** Starts with an empty folder and topics of so many partitions. */
    public static RealBroker start(Path folder, int partitions) throws Exception {
        int port = freePort();
        int behindLine = freePort();
        var line = new Line(behindLine);
        int controller = freePort();
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .run();
        var server =
                new KafkaRaftServer(
                        new KafkaConfig(
                                properties(folder, port, controller, behindLine, line.port())),
                        Time.SYSTEM);
        server.startup();
        var broker = new RealBroker(server, port, line, new TopicLayout("", partitions, 1, 1));
        try (var admin = Admin.create(broker.kafka().client(Map.of()))) {
            new TopicAdmin(admin, broker.layout).createMissing();
        }
        return broker;
    }

    private static Map<String, String> properties(
            Path folder, int port, int controller, int behindLine, int line) {
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        properties.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,LINE://127.0.0.1:%d"
                        .formatted(port, controller, behindLine));
        properties.put(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,LINE://127.0.0.1:%d".formatted(port, line));
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LINE:PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        properties.put("log.index.size.max.bytes", "1048576");
        return properties;
    }

    /** A port nobody listens at now. */
    public static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** How clients reach it. */
    public KafkaSettings kafka() {
        return kafka(Map.of());
    }

    /** The same with properties of an operator. */
    public KafkaSettings kafka(Map<String, String> properties) {
        return new KafkaSettings("127.0.0.1:" + port, properties);
    }

    /** The way to it that can be held up. */
    public Line line() {
        return line;
    }

    /** How clients reach it over that way. */
    public KafkaSettings kafkaOverLine(Map<String, String> properties) {
        return new KafkaSettings("127.0.0.1:" + line.port(), properties);
    }

    /** How its topics lie. */
    public TopicLayout layout() {
        return layout;
    }

    /** Everything that is committed on a topic now, each partition in its order. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        try (var consumer =
                new KafkaConsumer<>(
                        kafka().client(Map.of("isolation.level", "read_committed")),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    IntStream.range(0, layout.partitions())
                            .mapToObj(number -> new TopicPartition(topic, number))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        line.close();
        server.shutdown();
        server.awaitShutdown();
    }
}
