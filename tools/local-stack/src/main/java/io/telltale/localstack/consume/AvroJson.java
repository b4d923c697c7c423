package io.telltale.localstack.consume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro data as the JSON that people expect: a union is the value that is in it, an enum its symbol,
 * a time ISO 8601 in UTC with milliseconds. Avro's own JSON names the branch of each union.
 */
final class AvroJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private AvroJson() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case IndexedRecord record -> of(record);
            case Collection<?> items -> of(items);
            case Map<?, ?> members -> of(members);
            case Instant time -> JSON.textNode(text(time));
            case Boolean is -> JSON.booleanNode(is);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case ByteBuffer bytes -> Bytes.base64(bytes);
            default -> JSON.textNode(value.toString()); // texts, enums, other logical types
        };
    }

    static String text(Instant time) {
        return MILLIS.format(time);
    }

    private static ObjectNode of(IndexedRecord record) {
        var object = JSON.objectNode();
        for (var field : record.getSchema().getFields()) {
            object.set(field.name(), of(record.get(field.pos())));
        }
        return object;
    }

    private static ArrayNode of(Collection<?> items) {
        var array = JSON.arrayNode();
        items.forEach(item -> array.add(of(item)));
        return array;
    }

    private static ObjectNode of(Map<?, ?> members) {
        var object = JSON.objectNode();
        members.forEach((name, value) -> object.set(String.valueOf(name), of(value)));
        return object;
    }
}
