package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * The values of a topic against the document: the wire format taken apart by hand, the schema under
 * the record's id the same as the document's, field by field and symbol by symbol.
 */
final class DocumentedValue {

    private static final JsonMapper JSON = new JsonMapper();

    /** How Java's classes want their texts; nothing to readers of other languages. */
    private static final String JAVA_STRING = "avro.java.string";

    private final RunningStack stack;
    private final HttpClient http;
    private final JsonNode documented;
    private final Schema schema;
    private final Map<Integer, JsonNode> known = new HashMap<>();

    DocumentedValue(RunningStack stack, HttpClient http, String topic, JsonNode message) {
        this.stack = stack;
        this.http = http;
        this.documented = message.at("/payload/schema");
        this.schema = new Schema.Parser().parse(documented.toString());
        assertBindings(message.at("/bindings/kafka"));
        assertThat(asked("/subjects/%s-value/versions/latest".formatted(topic)))
                .as("schema of the subject of " + topic)
                .isEqualTo(documented);
    }

    private static void assertBindings(JsonNode kafka) {
        assertThat(kafka.get("schemaIdLocation").asText()).isEqualTo("payload");
        assertThat(kafka.get("schemaIdPayloadEncoding").asText()).isEqualTo("confluent");
        assertThat(kafka.get("schemaLookupStrategy").asText()).isEqualTo("TopicNameStrategy");
    }

    void hold(String where, byte[] value) {
        var bytes = ByteBuffer.wrap(value);
        assertThat(bytes.get()).as("magic byte of " + where).isZero();
        var id = bytes.getInt();
        assertThat(known.computeIfAbsent(id, _ -> asked("/schemas/ids/" + id)))
                .as("schema %d of %s", id, where)
                .isEqualTo(documented);
        try {
            var decoder =
                    DecoderFactory.get()
                            .binaryDecoder(value, bytes.position(), bytes.remaining(), null);
            // Without the classes that may be generated for the schema.
            new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
                    .read(null, decoder);
            assertThat(decoder.isEnd()).as("end of " + where).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(where, e);
        }
    }

    private JsonNode asked(String path) {
        var answer = Answer.of(http, stack.registry(), path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        try {
            return plain(JSON.readTree(answer.json().get("schema").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node.has(JAVA_STRING) && node.get("type").asText().equals("string")) {
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
