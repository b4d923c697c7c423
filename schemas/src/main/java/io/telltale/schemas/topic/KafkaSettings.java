package io.telltale.schemas.topic;

import io.telltale.schemas.settings.Settings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How the brokers are reached.
 *
 * @param bootstrapServers {@code host:port}, parted by commas
 * @param properties properties of Kafka's clients, handed through; they win over our own choices,
 *     and those on which correctness rests are not among them
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {

    private static final String PASSED_THROUGH = "TELLTALE_KAFKA_PROPERTIES";

    /** With another value, records would be lost, doubled, read too early or not read at all. */
    private static final Set<String> KEPT =
            Set.of(
                    "acks",
                    "application.id",
                    "auto.offset.reset",
                    "bootstrap.servers",
                    "delivery.timeout.ms",
                    "default.key.serde",
                    "default.list.key.serde.inner",
                    "default.list.value.serde.inner",
                    "default.value.serde",
                    "deserialization.exception.handler",
                    "enable.auto.commit",
                    "enable.idempotence",
                    "enable.transactional.statestores",
                    "group.id",
                    "group.instance.id",
                    "isolation.level",
                    "key.deserializer",
                    "key.serializer",
                    "max.block.ms",
                    "partitioner.class",
                    "partitioner.ignore.keys",
                    "processing.exception.handler",
                    "processing.guarantee",
                    "production.exception.handler",
                    "request.timeout.ms",
                    "rocksdb.config.setter",
                    "state.dir",
                    "topology.optimization",
                    "transaction.two.phase.commit.enable",
                    "transactional.id",
                    "value.deserializer",
                    "value.serializer");

    /** Reads {@code TELLTALE_KAFKA_*}; a property that is kept for Telltale is a fault. */
    public static KafkaSettings read(Settings settings) {
        var properties = settings.passedThrough(PASSED_THROUGH, endInFile());
        properties.keySet().stream()
                .sorted()
                .filter(KafkaSettings::isKept)
                .forEach(name -> refuse(settings, name));
        return new KafkaSettings(
                settings.text("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"), properties);
    }

    private static Set<String> endInFile() {
        return AdminClientConfig.configNames().stream()
                .filter(name -> name.endsWith(".file"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Kafka Streams also takes names with the client before them, such as {@code consumer.}. */
    private static boolean isKept(String name) {
        return KEPT.stream().anyMatch(kept -> name.equals(kept) || name.endsWith("." + kept));
    }

    private static void refuse(Settings settings, String name) {
        settings.fault(
                PASSED_THROUGH + "_" + name.toUpperCase(Locale.ROOT).replace('.', '_'),
                "left out because %s is kept for Telltale".formatted(name),
                "given",
                name);
    }

    /** Properties of one client: what it needs, then what the operator wants. */
    public Map<String, Object> client(Map<String, ?> needed) {
        var all = new HashMap<String, Object>(needed);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(properties);
        return all;
    }

    /** Properties of a consumer without a group: what is committed, and all of it that is kept. */
    public Map<String, Object> reader() {
        return reader(Map.of());
    }

    /** The same with what it needs besides, or instead. */
    public Map<String, Object> reader(Map<String, ?> needed) {
        var all = new HashMap<String, Object>();
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.putAll(needed);
        return client(all);
    }

    /** Names of properties only: their values may be secret. */
    @Override
    public String toString() {
        return "Kafka at %s with %s".formatted(bootstrapServers, properties.keySet());
    }
}
