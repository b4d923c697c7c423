package io.telltale.poller;

import io.telltale.broker.Broker;
import io.telltale.broker.FreePorts;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

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
        int port = FreePorts.next();
        int controller = FreePorts.next();
        int behindLine = FreePorts.next();
        var line = new Line(behindLine);
        var server =
                Broker.prepare(
                        folder,
                        port,
                        controller,
                        properties(port, controller, behindLine, line.port()));
        server.startup();
        var broker = new RealBroker(server, port, line, new TopicLayout("", partitions, 1, 1));
        try (var admin = Admin.create(broker.kafka().client(Map.of()))) {
            new TopicAdmin(admin, broker.layout).createMissing();
        }
        return broker;
    }

    /** With a second way in, by the line. */
    private static Map<String, String> properties(
            int port, int controller, int behindLine, int line) {
        return Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,LINE://127.0.0.1:%d"
                        .formatted(port, controller, behindLine),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,LINE://127.0.0.1:%d".formatted(port, line),
                "inter.broker.listener.name",
                "PLAINTEXT",
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LINE:PLAINTEXT",
                // a test's members may be given up soon
                "group.min.session.timeout.ms",
                "1000");
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
