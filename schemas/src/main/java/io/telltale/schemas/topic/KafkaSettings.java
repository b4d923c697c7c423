package io.telltale.schemas.topic;

import io.telltale.schemas.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/**
 * How the brokers are reached.
 *
 * @param bootstrapServers {@code host:port}, parted by commas
 * @param properties any property of Kafka's clients, handed through; wins over our own choices
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {

    /** Reads {@code TELLTALE_KAFKA_*}. */
    public static KafkaSettings read(Settings settings) {
        return new KafkaSettings(
                settings.text("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
                settings.passedThrough("TELLTALE_KAFKA_PROPERTIES"));
    }

    /** Properties of one client: what it needs, then what the operator wants. */
    public Map<String, Object> client(Map<String, ?> needed) {
        var all = new HashMap<String, Object>(needed);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(properties);
        return all;
    }

    /** Names of properties only: their values may be secret. */
    @Override
    public String toString() {
        return "Kafka at %s with %s".formatted(bootstrapServers, properties.keySet());
    }
}
