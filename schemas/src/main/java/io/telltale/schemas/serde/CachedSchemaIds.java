package io.telltale.schemas.serde;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Schema ids as a file had them.
 *
 * @param written ids to write under, by {@link #key}
 * @param read schemas to read with, by id
 */
record CachedSchemaIds(Map<String, Written> written, Map<Integer, Schema> read) {

    /** Copies the maps. */
    CachedSchemaIds {
        written = Map.copyOf(written);
        read = Map.copyOf(read);
    }

    /**
     * What a schema is written under.
     *
     * @param id in the registry
     * @param schema as it was registered
     */
    record Written(int id, Schema schema) {}

    /** Subject and fingerprint of a schema. */
    static String key(String subject, Schema schema) {
        return subject + "#" + Long.toHexString(fingerprint(schema));
    }

    /** The subject in a key. */
    static String subject(String key) {
        return key.substring(0, key.lastIndexOf('#'));
    }

    /** Equal for schemas that read and write the same bytes alike, whatever their documentation. */
    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    boolean isEmpty() {
        return written.isEmpty() && read.isEmpty();
    }

    /** Every id in it, ascending. */
    Set<Integer> ids() {
        var all = new TreeSet<>(read.keySet());
        written.values().forEach(each -> all.add(each.id()));
        return all;
    }
}
