package io.telltale.schemas.serde;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schema ids and schemas, remembered in memory and, where a file is configured ({@code
 * telltale.registry.cache.file}), across restarts: once known, the registry may be away.
 *
 * <p>What is not known yet is asked for until the registry answers, with a line in the log: a
 * record that cannot be read now because the registry is away is no broken record. A caller that
 * waits does not block callers whose id is known. Two callers may request the same id. A registry
 * that does not accept our credentials is not waited for. Safe for threads; one for a process.
 *
 * <p>What the file had is compared with the registry at its first answer, and used before that only
 * where the registry does not answer at once ({@link CachedSchemaIdsCheck}). Of two ids for a
 * schema the registry's is written. An id that names another schema now is neither written nor
 * read: {@link SchemaIdConflictException}, so that no record is decoded with a schema that it was
 * not written with.
 */
public final class SchemaIds implements AutoCloseable {

    /** Property that names the file; ours alone, other serializers ignore it. */
    static final String CACHE_FILE = "telltale.registry.cache.file";

    /** Property with the one instance of a process. */
    static final String SHARED = "telltale.registry.ids";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaIds.class);

    private final SchemaRegistry registry;
    private final boolean register;
    private final Optional<SchemaIdCacheFile> file;
    private final Optional<CachedSchemaIdsCheck> check;
    private final Map<Registered, Integer> known = new ConcurrentHashMap<>();
    private final Map<String, CachedSchemaIds.Written> written = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, String> conflicts = new ConcurrentHashMap<>();

    private final RegistryWait wait = new RegistryWait();

    SchemaIds(SchemaRegistry registry, boolean register, Optional<SchemaIdCacheFile> file) {
        this.registry = registry;
        this.register = register;
        this.file = file;
        var kept = file.map(SchemaIdCacheFile::kept).filter(each -> !each.isEmpty());
        kept.ifPresent(each -> {
            written.putAll(each.written());
            schemas.putAll(each.read());
        });
        this.check = kept.map(each -> new CachedSchemaIdsCheck(() -> compare(each)));
    }

    /** What an id is asked for by, record for record: comparing schemas is cheap, a digest not. */
    private record Registered(String subject, Schema schema) {}

    /** The one instance of the process, where the properties hold it, or else another. */
    static SchemaIds sharedOr(Map<String, ?> properties) {
        return properties.get(SHARED) instanceof SchemaIds shared ? shared : of(properties);
    }

    static SchemaIds of(Map<String, ?> properties) {
        var register = properties.get(RegistryProperties.REGISTER);
        var file = properties.get(CACHE_FILE);
        return new SchemaIds(
                new SchemaRegistry(RegistryAccess.of(properties)),
                register != null && Boolean.parseBoolean(register.toString().strip()),
                Optional.ofNullable(file)
                        .map(path -> new SchemaIdCacheFile(Path.of(path.toString()))));
    }

    /** Those of a process; they stay empty where its serializers are not ours. */
    public static SchemaIds of(SerdeSettings settings) {
        if (settings.hasOwnClasses()) {
            return of(settings.forSerdes());
        }
        var access = RegistryAccess.withoutTls(settings.forSerdes());
        return new SchemaIds(new SchemaRegistry(access), false, Optional.empty());
    }

    /**
     * What is known, and what is needed and not known.
     *
     * @param known number of ids and schemas
     * @param missing what is being waited for, for people
     * @param conflicts ids that name another schema in the registry, for people
     * @param refusal why the registry refused the last request; empty since it answered one
     */
    public record Status(
            int known, List<String> missing, List<String> conflicts, Optional<String> refusal) {

        /** Whether nothing that was needed so far is unknown. */
        public boolean isComplete() {
            return missing.isEmpty() && conflicts.isEmpty() && refusal.isEmpty();
        }
    }

    /** How things stand now, without a request. */
    public Status status() {
        return new Status(
                written.size() + schemas.size(),
                wait.missing(),
                List.copyOf(new TreeSet<>(conflicts.values())),
                wait.refusal());
    }

    /**
     * The id of a schema under a subject.
     *
     * @throws UnknownSchemaException if it is not registered and may not be registered by us
     * @throws SchemaIdConflictException if the id of the file names another schema in the registry
     */
    int idOf(String subject, Schema schema) {
        check.ifPresent(CachedSchemaIdsCheck::awaitFirst);
        var place = new Registered(subject, schema);
        var id = known.get(place);
        return id == null ? kept(place).orElseGet(() -> asked(place)) : id;
    }

    /** Not while a comparison is taken over: what it has found wrong must not be noted as known. */
    private synchronized Optional<Integer> kept(Registered place) {
        var kept = written.get(CachedSchemaIds.key(place.subject(), place.schema()));
        if (kept == null) {
            return Optional.empty();
        }
        refuseConflict(kept.id());
        known.put(place, kept.id());
        return Optional.of(kept.id());
    }

    private int asked(Registered place) {
        var subject = place.subject();
        var schema = place.schema();
        int id =
                wait.untilAnswered(
                        "the schema id of " + subject,
                        () ->
                                register
                                        ? registry.register(subject, schema)
                                        : registry.idOf(subject, schema));
        var answer = new CachedSchemaIds.Written(id, schema);
        var key = CachedSchemaIds.key(subject, schema);
        if (!answer.equals(written.put(key, answer))) {
            file.ifPresent(each -> each.keep(key, answer));
        }
        known.put(place, id);
        return id;
    }

    /**
     * The schema a record was written with.
     *
     * @throws UnknownSchemaException if the registry has no such id
     * @throws SchemaIdConflictException if the id names another schema in the registry than in the
     *     file
     */
    Schema schemaOf(int id) {
        check.ifPresent(CachedSchemaIdsCheck::awaitFirst);
        var known = schemas.get(id);
        if (known != null) {
            return known;
        }
        refuseConflict(id);
        var schema = wait.untilAnswered("the schema with id " + id, () -> registry.schemaOf(id));
        var first = schemas.putIfAbsent(id, schema);
        if (first != null) {
            return first;
        }
        file.ifPresent(kept -> kept.keep(id, schema));
        return schema;
    }

    private void refuseConflict(int id) {
        var conflict = conflicts.get(id);
        if (conflict != null) {
            throw new SchemaIdConflictException(conflict);
        }
    }

    /** Whether nothing is left that has to be compared again. */
    private boolean compare(CachedSchemaIds kept) {
        var differences = CachedSchemaIdsComparison.differences(registry, kept);
        take(differences);
        return conflicts.isEmpty();
    }

    /** Repeated while there are conflicts; what was found before changes nothing again. */
    private synchronized void take(List<CachedSchemaIdsComparison.Difference> differences) {
        var before = Map.copyOf(conflicts);
        conflicts.clear();
        for (var difference : differences) {
            if (difference instanceof CachedSchemaIdsComparison.Difference.Reused(var id, _, _)) {
                conflicts.put(id, difference.message());
                schemas.remove(id);
            }
        }
        for (var difference : differences) {
            var isNews =
                    switch (difference) {
                        case CachedSchemaIdsComparison.Difference.Reused(var id, _, _) ->
                                !before.containsKey(id);
                        case CachedSchemaIdsComparison.Difference.Gone _ -> before.isEmpty();
                        case CachedSchemaIdsComparison.Difference.Unregistered(var key, var kept) ->
                                drop(key, kept);
                        case CachedSchemaIdsComparison.Difference.OtherId(
                                        var key,
                                        var kept,
                                        var now) ->
                                replace(key, kept, now);
                    };
            if (isNews) {
                LOG.error("{}; was the registry emptied or replaced?", difference.message());
            }
        }
        known.clear();
    }

    private boolean drop(String key, CachedSchemaIds.Written kept) {
        if (conflicts.containsKey(kept.id()) || !written.remove(key, kept)) {
            return false;
        }
        file.ifPresent(each -> each.forget(key));
        return true;
    }

    private boolean replace(String key, CachedSchemaIds.Written kept, int now) {
        var right = new CachedSchemaIds.Written(now, kept.schema());
        if (conflicts.containsKey(kept.id()) || !written.replace(key, kept, right)) {
            return false;
        }
        file.ifPresent(each -> each.keep(key, right));
        return true;
    }

    /** Compares nothing any more; what is known stays usable. */
    @Override
    public void close() {
        check.ifPresent(CachedSchemaIdsCheck::close);
    }
}
