package io.telltale.streams.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;

/**
 * Schemas that other builds wrote stored records with, by fingerprint: those of every release up to
 * this one lie in the jar; those of later ones are learned from {@code stored.schema.v1}.
 *
 * <p>A fingerprint stands for the same schema wherever it is learned, and none is ever forgotten,
 * so there is one set for the process. Safe for threads.
 */
public final class StoredSchemas {

    private static final Map<Long, Schema> LEARNED = new ConcurrentHashMap<>();

    private StoredSchemas() {}

    /** Schemas that this build writes stored records with: text by fingerprint. */
    public static Map<String, String> ofThisBuild() {
        return StoredTypes.ALL.stream()
                .map(SpecificData.get()::getSchema)
                .collect(toUnmodifiableMap(StoredSchemas::fingerprint, Schema::toString));
    }

    /**
     * Makes the records of a schema readable.
     *
     * @param fingerprint 16 hex digits
     * @return false if the text is no schema with this fingerprint; it is not used then
     */
    public static boolean learn(String fingerprint, String text) {
        try {
            var schema = new SchemaParser().parse(text).mainSchema();
            if (!fingerprint(schema).equals(fingerprint)) {
                return false;
            }
            LEARNED.put(SchemaNormalization.parsingFingerprint64(schema), schema);
            return true;
        } catch (SchemaParseException e) {
            return false;
        }
    }

    /**
     * The schema of another build for records of a type.
     *
     * @param type full name of the record
     */
    static Optional<Schema> find(String type, long fingerprint) {
        var learned = LEARNED.get(fingerprint);
        return learned == null
                ? released(type, fingerprint)
                : Optional.of(learned).filter(schema -> schema.getFullName().equals(type));
    }

    private static Optional<Schema> released(String type, long fingerprint) {
        var file = "/released/%s/%s.avsc".formatted(type, text(fingerprint));
        try (var stream = StoredSchemas.class.getResourceAsStream(file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(
                            new SchemaParser()
                                    .parse(new String(stream.readAllBytes(), UTF_8))
                                    .mainSchema());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s of the jar".formatted(file), e);
        }
    }

    /** As files, keys and messages have it: 16 hex digits. */
    static String fingerprint(Schema schema) {
        return text(SchemaNormalization.parsingFingerprint64(schema));
    }

    static String text(long fingerprint) {
        return "%016x".formatted(fingerprint);
    }
}
