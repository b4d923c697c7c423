package io.telltale.schemas.serde;

import io.telltale.schemas.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which classes turn records into bytes, and the registry they ask.
 *
 * @param serializer class name of a Kafka serializer for Avro specific records
 * @param deserializer class name of the matching deserializer
 * @param registry base address of a registry with Confluent's API
 * @param cacheFile where known schema ids outlive a restart
 * @param properties further properties of the two classes, handed through
 */
public record SerdeSettings(
        String serializer,
        String deserializer,
        URI registry,
        Optional<Path> cacheFile,
        Map<String, String> properties) {

    /** Reads {@code TELLTALE_SERDE_*} and {@code TELLTALE_REGISTRY_*}. */
    public static SerdeSettings read(Settings settings) {
        return new SerdeSettings(
                settings.text(
                        "TELLTALE_SERDE_SERIALIZER",
                        "io.telltale.schemas.serde.AvroRecordSerializer"),
                settings.text(
                        "TELLTALE_SERDE_DESERIALIZER",
                        "io.telltale.schemas.serde.AvroRecordDeserializer"),
                settings.address("TELLTALE_REGISTRY_URL", "http://127.0.0.1:8081/apis/ccompat/v7"),
                settings.optionalPath("TELLTALE_REGISTRY_CACHE_FILE"),
                settings.passedThrough("TELLTALE_REGISTRY_PROPERTIES", Set.of()));
    }

    /** What the classes are configured with; also fit for Confluent's. */
    Map<String, Object> forSerdes() {
        var all = new HashMap<String, Object>(properties);
        all.put("schema.registry.url", registry.toString());
        all.putIfAbsent("auto.register.schemas", false);
        all.putIfAbsent("specific.avro.reader", true);
        cacheFile.ifPresent(path -> all.put(SchemaIds.CACHE_FILE, path.toString()));
        return Map.copyOf(all);
    }

    /** The Authorization header of requests to the registry, if credentials are configured. */
    public Optional<String> authorization() {
        return Optional.ofNullable(properties.get(SchemaRegistry.CREDENTIALS))
                .map(SchemaRegistry::basic);
    }

    /** Names of properties only: their values may be secret. */
    @Override
    public String toString() {
        return "%s and %s with the registry at %s and %s"
                .formatted(serializer, deserializer, registry, properties.keySet());
    }
}
