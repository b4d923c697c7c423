package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The headers of records against their JSON schema in the document, each way round. */
final class DocumentedHeaders {

    private final JsonNode properties;
    private final List<Pattern> others = new ArrayList<>();
    private final List<String> required = new ArrayList<>();

    DocumentedHeaders(JsonNode schema) {
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
        this.properties = schema.get("properties");
        schema.path("patternProperties")
                .fieldNames()
                .forEachRemaining(name -> others.add(Pattern.compile(name)));
        schema.get("required").forEach(name -> required.add(name.asText()));
    }

    void hold(String where, ConsumerRecord<byte[], byte[]> record) {
        var names = new ArrayList<String>();
        for (var header : record.headers()) {
            names.add(header.key());
            var documented = properties.get(header.key());
            if (documented == null) {
                assertThat(others)
                        .as("%s of %s is in no document", header.key(), where)
                        .anyMatch(other -> other.matcher(header.key()).find());
            } else {
                assertValue("%s of %s".formatted(header.key(), where), documented, text(header));
            }
        }
        assertThat(names).as("headers of " + where).doesNotHaveDuplicates().containsAll(required);
        assertThat(text(record, "ce_subject"))
                .as("subject of " + where)
                .isEqualTo(new String(record.key(), StandardCharsets.UTF_8));
    }

    /** By every keyword that the document uses. */
    private static void assertValue(String what, JsonNode schema, String value) {
        schema.properties()
                .forEach(keyword -> {
                    var documented = keyword.getValue();
                    switch (keyword.getKey()) {
                        case "type" -> assertThat(documented.asText()).isEqualTo("string");
                        case "description" -> assertThat(documented.asText()).isNotBlank();
                        case "const" -> assertThat(value).as(what).isEqualTo(documented.asText());
                        case "minLength" ->
                                assertThat(value)
                                        .as(what)
                                        .hasSizeGreaterThanOrEqualTo(documented.asInt());
                        case "pattern" ->
                                assertThat(value).as(what).containsPattern(documented.asText());
                        case "format" -> assertThat(Instant.parse(value)).as(what).isNotNull();
                        default -> throw new AssertionError("not checked: " + keyword.getKey());
                    }
                });
    }

    static String text(ConsumerRecord<?, ?> record, String name) {
        return text(record.headers().lastHeader(name));
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
