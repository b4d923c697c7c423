package io.telltale.testing;

import io.telltale.broker.Broker;
import io.telltale.broker.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka broker in this JVM, one node, on free ports of loopback, without topics.
 *
 * <p>{@link #shared()} is the one of all tests of a module: each test creates its topics under a
 * prefix of its own. Tests that use a broker carry the JUnit tag {@code slow}.
 */
public final class TestBroker implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaRaftServer server;
    private final int port;
    private final KafkaRelay relay;

    private TestBroker(KafkaRaftServer server, int port, KafkaRelay relay) {
        this.server = server;
        this.port = port;
        this.relay = relay;
    }

    /** Starts at its first use and is deleted with the JVM. */
    private static final class Shared {
        private static final TestBroker BROKER = start();

        private static TestBroker start() {
            try {
                var folder = Files.createTempDirectory("telltale-broker");
                var broker = TestBroker.start(folder, Map.of());
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(() -> {
                                    broker.close();
                                    delete(folder);
                                }));
                return broker;
            } catch (Exception e) {
                throw new IllegalStateException("the broker of the tests does not start", e);
            }
        }
    }

    /** The broker of this JVM. Not to be closed by a test. */
    public static TestBroker shared() {
        return Shared.BROKER;
    }

    /**
     * Starts one of the test's own.
     *
     * @param properties win over those of {@link Broker}
     */
    public static TestBroker start(Path folder, Map<String, String> properties) throws Exception {
        if (System.getProperty("excludedGroups", "").contains("slow")) {
            throw new IllegalStateException("expected @Tag(\"slow\") on a test with a broker");
        }
        var port = FreePorts.next();
        var controller = FreePorts.next();
        var behindRelay = FreePorts.next();
        var relay = new KafkaRelay(behindRelay);
        var all = listeners(port, controller, behindRelay, relay.port());
        all.putAll(properties);
        var server = Broker.prepare(folder, port, controller, all);
        server.startup();
        return new TestBroker(server, port, relay);
    }

    /** With a second listener, which clients reach over the relay. */
    private static Map<String, String> listeners(
            int port, int controller, int behindRelay, int relay) {
        var properties = new HashMap<String, String>();
        properties.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,RELAY://127.0.0.1:%d"
                        .formatted(port, controller, behindRelay));
        properties.put(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,RELAY://127.0.0.1:%d".formatted(port, relay));
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,RELAY:PLAINTEXT");
        // in milliseconds: a test may want the broker to give up a member soon
        properties.put("group.min.session.timeout.ms", "1000");
        return properties;
    }

    /** Host and port for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The relay of the second listener. */
    public KafkaRelay relay() {
        return relay;
    }

    /** Host and port for clients that reach the broker over the relay. */
    public String bootstrapServersOverRelay() {
        return "127.0.0.1:" + relay.port();
    }

    /** To be closed by the caller. */
    public Admin admin() {
        return Admin.create(client());
    }

    /**
     * Writes records; all are acknowledged when it returns. One request at a time: of a topic that
     * was just made, the second of several may be taken before the first, which is then refused
     * again and again.
     */
    public void write(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        var settings = new HashMap<>(client());
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    /** All records that are committed on a topic now, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return committed(bootstrapServers(), topic);
    }

    /** The same of brokers anywhere. */
    public static List<ConsumerRecord<byte[], byte[]>> committed(
            String bootstrapServers, String topic) {
        var properties =
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(each -> new TopicPartition(topic, each.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            Await.until(
                    () -> {
                        consumer.poll(POLL).forEach(records::add);
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    },
                    () -> "%s has only %d readable records".formatted(topic, records.size()));
            return records;
        }
    }

    /** Deletes the topics whose names begin with this prefix. */
    public void deleteTopics(String prefix) {
        try (var admin = admin()) {
            var names = admin.listTopics().names().get();
            admin.deleteTopics(names.stream().filter(name -> name.startsWith(prefix)).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            relay.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
