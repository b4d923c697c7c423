package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker in this JVM with all topics of two partitions, on free ports of loopback. */
final class RealBroker implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaRaftServer server;
    private final int port;

    private RealBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts with an empty folder and properties of a test's own. */
    static RealBroker start(Path folder, Map<String, String> properties) throws Exception {
        int port = freePort();
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
        var all = properties(folder, port, controller);
        all.putAll(properties);
        var server = new KafkaRaftServer(new KafkaConfig(all), Time.SYSTEM);
        server.startup();
        var broker = new RealBroker(server, port);
        try (var admin = broker.admin()) {
            new TopicAdmin(admin, broker.layout()).createMissing();
        }
        return broker;
    }

    private static Map<String, String> properties(Path folder, int port, int controller) {
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        properties.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller));
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        properties.put("log.index.size.max.bytes", "1048576");
        return properties;
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    KafkaSettings kafka() {
        return kafka(Map.of());
    }

    /** The same with properties of an operator. */
    KafkaSettings kafka(Map<String, String> properties) {
        return new KafkaSettings("127.0.0.1:" + port, properties);
    }

    TopicLayout layout() {
        return new TopicLayout("", PARTITIONS, 1, 1);
    }

    Admin admin() {
        return Admin.create(kafka().client(Map.of()));
    }

    /** Acknowledged when it returns. */
    void write(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        kafka().client(Map.of()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    /** Bytes that are in no format of ours, in partition 0, seen now. */
    void writeGarbage(String topic) throws Exception {
        var now = Instant.now().toEpochMilli();
        write(List.of(new ProducerRecord<>(topic, 0, now, new byte[] {'k'}, new byte[] {7})));
    }

    /** Everything that is committed on a topic now, each partition in its order. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        try (var consumer =
                new KafkaConsumer<>(
                        kafka().client(Map.of("isolation.level", "read_committed")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(each -> new TopicPartition(topic, each.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
