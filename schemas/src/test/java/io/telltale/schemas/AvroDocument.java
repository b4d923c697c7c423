package io.telltale.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.avro.Schema;

/** A schema as JSON for readers of any language: without what only Java's classes need. */
final class AvroDocument {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String JAVA_STRING = "avro.java.string";

    private AvroDocument() {}

    static JsonNode of(Schema schema) {
        try {
            return plain(JSON.readTree(schema.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node.has(JAVA_STRING) && node.path("type").asText().equals("string")) {
            return TextNode.valueOf("string");
        }
        if (node instanceof ArrayNode array) {
            var items = JSON.createArrayNode();
            array.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node instanceof ObjectNode object) {
            var members = JSON.createObjectNode();
            object.properties().stream()
                    .filter(member -> !member.getKey().equals(JAVA_STRING))
                    .forEach(member -> members.set(member.getKey(), plain(member.getValue())));
            return members;
        }
        return node;
    }
}
