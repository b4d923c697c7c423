package io.telltale.streams.encoding;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** A build whose stored schemas differ from this one's in what an upgrade may change. */
public final class OtherBuild {

    public static final String WORD = "ADDED_LATER";

    private static final int HEAD = 10;

    /** Fields that the earlier build lacks; unset in the records of tests. */
    private static final Set<String> LACKING =
            Set.of("trace", "lastPushAt", "isPayloadCut", "providerDeliveryStatus");

    private static final String USED = "LEARNED";

    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<Long, Schema> known = new HashMap<>();

    /** The field that it sets and this build does not have; empty for none. */
    private final String added;

    private OtherBuild(String added, Consumer<ObjectNode> change) {
        this.added = added;
        for (var type : StoredTypes.ALL) {
            var own = SpecificData.get().getSchema(type);
            var other = changed(own, change);
            schemas.put(own.getFullName(), other);
            know(own);
            know(other);
        }
    }

    /** Lacks some fields, and of each enum the last word, where no test's record has it. */
    public static OtherBuild earlier() {
        return new OtherBuild(
                "",
                node -> {
                    if (node.path("fields") instanceof ArrayNode fields) {
                        drop(fields);
                    }
                    if (node.path("symbols") instanceof ArrayNode words) {
                        var last = words.size() - 1;
                        if (!words.get(last).asText().equals(USED)) {
                            words.remove(last);
                        }
                    }
                });
    }

    private static void drop(ArrayNode fields) {
        for (var at = fields.size() - 1; at >= 0; at--) {
            if (LACKING.contains(fields.get(at).path("name").asText())
                    && fields.get(at).has("default")) {
                fields.remove(at);
            }
        }
    }

    /**
     * Has one more nullable field first in each record, and one more word first in each enum.
     *
     * @param field its name; schemas that one test made known are known to those after it
     */
    public static OtherBuild later(String field) {
        return new OtherBuild(
                field,
                node -> {
                    if (node.path("fields") instanceof ArrayNode fields) {
                        var added = fields.insertObject(0).put("name", field).putNull("default");
                        added.putArray("type").add("null").add("string");
                    }
                    if (node.path("symbols") instanceof ArrayNode words) {
                        words.insert(0, WORD);
                    }
                });
    }

    private static Schema changed(Schema schema, Consumer<ObjectNode> change) {
        try {
            var json = new JsonMapper().readTree(schema.toString());
            visit(json, change);
            return new SchemaParser().parse(json.toString()).mainSchema();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void visit(JsonNode node, Consumer<ObjectNode> change) {
        node.forEach(child -> visit(child, change));
        if (node instanceof ObjectNode object) {
            change.accept(object);
        }
    }

    private void know(Schema schema) {
        known.put(SchemaNormalization.parsingFingerprint64(schema), schema);
    }

    /** Its schemas as it publishes them: text by fingerprint. */
    public Map<String, String> published() {
        var published = new HashMap<String, String>();
        schemas.values()
                .forEach(schema ->
                        published.put(StoredSchemas.fingerprint(schema), schema.toString()));
        return published;
    }

    /** Whether this process knows all its schemas. */
    public boolean isLearned() {
        return schemas.values().stream()
                .allMatch(schema ->
                        StoredSchemas.find(
                                        schema.getFullName(),
                                        SchemaNormalization.parsingFingerprint64(schema))
                                .isPresent());
    }

    Schema schemaOf(Class<? extends SpecificRecordBase> type) {
        return requireNonNull(schemas.get(SpecificData.get().getSchema(type).getFullName()));
    }

    /** The same record as this build writes it; what is no stored record stays as it is. */
    public byte[] rewritten(byte[] stored) {
        return rewritten(stored, _ -> {});
    }

    /** The same with a change that only this build can make. */
    byte[] rewritten(byte[] stored, Consumer<GenericRecord> change) {
        var writer = stored.length < HEAD ? null : known.get(fingerprint(stored));
        if (writer == null) {
            return stored;
        }
        var own = schemas.get(writer.getFullName());
        try {
            var decoder =
                    DecoderFactory.get().binaryDecoder(stored, HEAD, stored.length - HEAD, null);
            GenericRecord record =
                    new GenericDatumReader<GenericRecord>(writer, own).read(null, decoder);
            fill(record);
            change.accept(record);
            return bytes(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long fingerprint(byte[] stored) {
        return ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    /** Sets the field that only the later build has, in the record and all within it. */
    private void fill(Object value) {
        if (value instanceof GenericRecord record) {
            for (var field : record.getSchema().getFields()) {
                if (field.name().equals(added)) {
                    record.put(added, "later");
                } else {
                    fill(record.get(field.pos()));
                }
            }
        } else if (value instanceof Collection<?> items) {
            items.forEach(this::fill);
        }
    }

    /** A record of one of its schemas, as it lies in a store. */
    byte[] bytes(GenericRecord record) {
        var schema = record.getSchema();
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ByteBuffer.allocate(HEAD)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 0xC3)
                        .put((byte) 1)
                        .putLong(SchemaNormalization.parsingFingerprint64(schema))
                        .array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
