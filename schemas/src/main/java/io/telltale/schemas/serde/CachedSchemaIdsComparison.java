package io.telltale.schemas.serde;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Compares schema ids of a file with the registry. They differ where the registry was emptied,
 * replaced or restored from an older copy.
 */
final class CachedSchemaIdsComparison {

    private final SchemaRegistry registry;
    private final CachedSchemaIds kept;
    private final List<Difference> found = new ArrayList<>();

    private CachedSchemaIdsComparison(SchemaRegistry registry, CachedSchemaIds kept) {
        this.registry = registry;
        this.kept = kept;
    }

    /** Where file and registry differ. */
    sealed interface Difference {

        /** What an operator has to know. */
        String message();

        /** The registry has another id for a schema that we write. */
        record OtherId(String key, CachedSchemaIds.Written kept, int now) implements Difference {
            @Override
            public String message() {
                return "the registry has id %d for schema %s of subject %s, the file of schema ids has %d: %d is used from now on"
                        .formatted(
                                now,
                                kept.schema().getFullName(),
                                CachedSchemaIds.subject(key),
                                kept.id(),
                                now);
            }
        }

        /** The registry does not have a schema that we write. */
        record Unregistered(String key, CachedSchemaIds.Written kept) implements Difference {
            @Override
            public String message() {
                return "the registry has no schema %s under subject %s, the file of schema ids has it with id %d: nothing is written under that id; run Init"
                        .formatted(
                                kept.schema().getFullName(),
                                CachedSchemaIds.subject(key),
                                kept.id());
            }
        }

        /** The registry does not have an id that we read. */
        record Gone(int id, Schema kept) implements Difference {
            @Override
            public String message() {
                return "the registry has no schema with id %d, the file of schema ids has %s: records under it are still read by the file"
                        .formatted(id, kept.getFullName());
            }
        }

        /** The registry has an id for another schema. */
        record Reused(int id, String kept, String now) implements Difference {
            @Override
            public String message() {
                return "id %d is %s in the registry, the file of schema ids has it for %s: nothing is read or written under it until the registry is set right"
                        .formatted(id, now, kept);
            }
        }
    }

    /**
     * Asks for every id and every written schema.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws RegistryUnauthorizedException if it does not accept us
     */
    static List<Difference> differences(SchemaRegistry registry, CachedSchemaIds kept) {
        var comparison = new CachedSchemaIdsComparison(registry, kept);
        kept.ids().forEach(comparison::compareId);
        kept.written().forEach(comparison::compareWritten);
        return List.copyOf(comparison.found);
    }

    private void compareId(int id) {
        try {
            var now = registry.schemaOf(id);
            if (schemas(id).anyMatch(each -> !isSame(each, now))) {
                found.add(new Difference.Reused(id, names(id), "schema " + now.getFullName()));
            }
        } catch (UnknownSchemaException e) {
            Optional.ofNullable(kept.read().get(id))
                    .ifPresent(schema -> found.add(new Difference.Gone(id, schema)));
        } catch (RegistryUnavailableException | RegistryUnauthorizedException e) {
            throw e;
        } catch (SerializationException e) {
            found.add(new Difference.Reused(id, names(id), "no Avro schema"));
        }
    }

    private void compareWritten(String key, CachedSchemaIds.Written written) {
        try {
            var now = registry.idOf(CachedSchemaIds.subject(key), written.schema());
            if (now != written.id()) {
                found.add(new Difference.OtherId(key, written, now));
            }
        } catch (UnknownSchemaException e) {
            found.add(new Difference.Unregistered(key, written));
        }
    }

    private static boolean isSame(Schema one, Schema other) {
        return CachedSchemaIds.fingerprint(one) == CachedSchemaIds.fingerprint(other);
    }

    private Stream<Schema> schemas(int id) {
        return Stream.concat(
                Optional.ofNullable(kept.read().get(id)).stream(),
                kept.written().values().stream()
                        .filter(each -> each.id() == id)
                        .map(CachedSchemaIds.Written::schema));
    }

    /** Schema and, where it is written, subjects. */
    private String names(int id) {
        var names = new TreeSet<String>();
        schemas(id).forEach(each -> names.add("schema " + each.getFullName()));
        kept.written()
                .forEach((key, each) -> {
                    if (each.id() == id) {
                        names.add("subject " + CachedSchemaIds.subject(key));
                    }
                });
        return String.join(", ", names);
    }
}
