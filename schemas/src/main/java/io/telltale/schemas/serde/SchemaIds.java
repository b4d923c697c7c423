package io.telltale.schemas.serde;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schema ids and schemas, remembered in memory and, where a file is configured ({@code
 * telltale.registry.cache.file}), across restarts: once known, the registry may be away.
 *
 * <p>What is not known yet is asked for until the registry answers, with a line in the log: a
 * record that cannot be read now because the registry is away is no broken record. Who waits holds
 * up nobody who asks for something known; two who wait for the same may both ask. A registry that
 * does not accept our credentials is not waited for. Safe for threads.
 */
final class SchemaIds {

    /** Property that names the file; ours alone, other serializers ignore it. */
    static final String CACHE_FILE = "telltale.registry.cache.file";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaIds.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SchemaRegistry registry;
    private final boolean register;
    private final Map<Registered, Integer> known = new ConcurrentHashMap<>();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Optional<SchemaIdFile> file;

    SchemaIds(SchemaRegistry registry, boolean register, Optional<SchemaIdFile> file) {
        this.registry = registry;
        this.register = register;
        this.file = file;
        file.ifPresent(kept -> kept.readInto(ids, schemas));
    }

    /**
     * What an id is asked for by, record for record: comparing schemas is cheap, a digest is not.
     */
    private record Registered(String subject, Schema schema) {}

    static SchemaIds of(Map<String, ?> properties) {
        var register = properties.get("auto.register.schemas");
        var file = properties.get(CACHE_FILE);
        return new SchemaIds(
                SchemaRegistry.of(properties),
                register != null && Boolean.parseBoolean(register.toString()),
                Optional.ofNullable(file).map(path -> new SchemaIdFile(Path.of(path.toString()))));
    }

    /**
     * The id of a schema under a subject.
     *
     * @throws UnknownSchema if it is not registered and may not be registered by us
     */
    int idOf(String subject, Schema schema) {
        var place = new Registered(subject, schema);
        var id = known.get(place);
        if (id == null) {
            id = keptOrAsked(subject, schema);
            known.put(place, id);
        }
        return id;
    }

    private int keptOrAsked(String subject, Schema schema) {
        var key =
                subject + "#" + Long.toHexString(SchemaNormalization.parsingFingerprint64(schema));
        var kept = ids.get(key);
        if (kept != null) {
            return kept;
        }
        int id =
                untilAnswered(() ->
                        register
                                ? registry.register(subject, schema)
                                : registry.idOf(subject, schema));
        if (ids.put(key, id) == null) {
            file.ifPresent(each -> each.keep(key, id));
        }
        return id;
    }

    /**
     * The schema a record was written with.
     *
     * @throws UnknownSchema if the registry has no such id
     */
    Schema schemaOf(int id) {
        var known = schemas.get(id);
        if (known != null) {
            return known;
        }
        var schema = untilAnswered(() -> registry.schemaOf(id));
        var first = schemas.putIfAbsent(id, schema);
        if (first != null) {
            return first;
        }
        file.ifPresent(kept -> kept.keep(id, schema));
        return schema;
    }

    private static <T> T untilAnswered(Supplier<T> request) {
        while (true) {
            try {
                return request.get();
            } catch (RegistryUnavailable e) {
                LOG.warn("waiting for the schema registry: {}", e.getMessage());
                pause(e);
            }
        }
    }

    private static void pause(RegistryUnavailable reason) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
