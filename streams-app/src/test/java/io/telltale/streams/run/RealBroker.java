package io.telltale.streams.run;

import io.telltale.broker.Broker;
import io.telltale.broker.FreePorts;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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
        int port = FreePorts.next();
        var server = Broker.prepare(folder, port, FreePorts.next(), properties);
        server.startup();
        var broker = new RealBroker(server, port);
        try (var admin = broker.admin()) {
            new TopicAdmin(admin, broker.layout()).createMissing();
        }
        return broker;
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
