package io.telltale.schemas.serde;

import io.telltale.schemas.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which classes turn records into bytes, and the registry they ask.
 *
 * @param serializer class name of a Kafka serializer for Avro specific records
 * @param deserializer class name of the matching deserializer
 * @param registries base addresses of one registry with Confluent's API, tried in turn
 * @param cacheFile where known schema ids outlive a restart
 * @param properties further properties of the two classes, handed through
 */
public record SerdeSettings(
        String serializer,
        String deserializer,
        List<URI> registries,
        Optional<Path> cacheFile,
        Map<String, String> properties) {

    private static final String SERIALIZER = AvroRecordSerializer.class.getName();
    private static final String DESERIALIZER = AvroRecordDeserializer.class.getName();

    /** Copies list and map. */
    public SerdeSettings {
        registries = List.copyOf(registries);
        properties = Map.copyOf(properties);
    }

    /**
     * Reads {@code TELLTALE_SERDE_*} and {@code TELLTALE_REGISTRY_*}. A property that our own
     * classes do not know is a fault; other classes get all of them.
     */
    public static SerdeSettings read(Settings settings) {
        var read =
                new SerdeSettings(
                        settings.text("TELLTALE_SERDE_SERIALIZER", SERIALIZER),
                        settings.text("TELLTALE_SERDE_DESERIALIZER", DESERIALIZER),
                        settings.addresses(
                                "TELLTALE_REGISTRY_URL", "http://127.0.0.1:8081/apis/ccompat/v7"),
                        settings.optionalPath("TELLTALE_REGISTRY_CACHE_FILE"),
                        settings.passedThrough(RegistryProperties.VARIABLES, Set.of()));
        if (read.hasOwnClasses()) {
            RegistryProperties.check(settings, read.properties());
        }
        return read;
    }

    /** Whether both classes are ours, so that nothing but {@link SchemaIds} asks the registry. */
    boolean hasOwnClasses() {
        return serializer.equals(SERIALIZER) && deserializer.equals(DESERIALIZER);
    }

    /** What the classes are configured with; also fit for Confluent's. */
    Map<String, Object> forSerdes() {
        var all = new HashMap<>(RegistryAccess.completed(properties));
        all.put(RegistryAccess.ADDRESSES, addresses());
        all.putIfAbsent(RegistryProperties.REGISTER, false);
        all.putIfAbsent("specific.avro.reader", true);
        cacheFile.ifPresent(path -> all.put(SchemaIds.CACHE_FILE, path.toString()));
        return Map.copyOf(all);
    }

    /** The registry's addresses, comma-separated. */
    public String addresses() {
        return registries.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    /** Names of properties only: their values may be secret. */
    @Override
    public String toString() {
        return "%s and %s with the registry at %s and %s"
                .formatted(serializer, deserializer, addresses(), properties.keySet());
    }
}
