package io.telltale.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaDocumentationTest {

    private static final Path SCHEMAS = Path.of("src", "main", "avro");

    private final Map<String, Schema> types = typesOfAllTopics();

    @Test
    void everySchemaFileIsAPartOfATopic() throws IOException {
        try (var files = Files.list(SCHEMAS)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(types)
                                    .containsKey(
                                            "io.telltale.schemas.record."
                                                    + file.getFileName()
                                                            .toString()
                                                            .replace(".avsc", "")));
        }
    }

    @Test
    void everyTypeAndEveryFieldIsExplained() {
        var unexplained = new ArrayList<String>();
        types.forEach((name, type) -> {
            if (isBlank(type.getDoc())) {
                unexplained.add(name);
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> unexplained.add(name + "." + field.name()));
            }
        });

        assertThat(unexplained).isEmpty();
    }

    @Test
    void everyEnumTakesAWordItDoesNotKnow() {
        var enums =
                types.values().stream().filter(type -> type.getType() == Schema.Type.ENUM).toList();

        assertThat(enums)
                .isNotEmpty()
                .allSatisfy(type ->
                        assertThat(type.getEnumDefault())
                                .as(type.getFullName())
                                .isEqualTo(type.getEnumSymbols().getFirst()));
    }

    @Test
    void everyTimeIsInMilliseconds_andEveryNullableIsNullByDefault() {
        types.values().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .flatMap(type -> type.getFields().stream())
                .forEach(field -> {
                    if (field.name().endsWith("At")) {
                        assertThat(field.schema().toString())
                                .as(field.name())
                                .contains("timestamp-millis");
                    }
                    if (field.schema().isNullable()) {
                        assertThat(field.schema().getTypes().getFirst().getType())
                                .as(field.name())
                                .isEqualTo(Schema.Type.NULL);
                        assertThat(field.hasDefaultValue()).as(field.name()).isTrue();
                    }
                });
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Map<String, Schema> typesOfAllTopics() {
        var found = new TreeMap<String, Schema>();
        Topics.ALL.forEach(topic -> collect(SpecificData.get().getSchema(topic.value()), found));
        return found;
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM -> found.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> List.copyOf(schema.getTypes()).forEach(type -> collect(type, found));
            case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }
}
