package io.telltale.service.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class OpenApi31Test {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: string, nullable: true}                | {type: [string, 'null']}",
                "{type: string, nullable: false}               | {type: string}",
                "{type: string, enum: [A], nullable: true}     | {type: [string, 'null'], enum: [A, null]}",
                "{nullable: true, allOf: [{$ref: '#/x'}]}      | {anyOf: [{$ref: '#/x'}, {type: 'null'}]}",
                "{$ref: '#/x', description: d}                 | {$ref: '#/x'}",
                "{type: object, nullable: true}                | {}",
                "{type: object, description: d}                | {description: d}",
                "{type: object, properties: {a: {type: object, properties: {}}}}"
                        + "| {type: object, properties: {a: {type: object, properties: {}}}}",
                "{type: object, additionalProperties: {type: integer, nullable: true}}"
                        + "| {type: object, additionalProperties: {type: [integer, 'null']}}",
                "{properties: {nullable: {type: string}}}      | {properties: {nullable: {type: string}}}"
            })
    void aSchemaThatAllowsNullNamesItAsAType(String before, String after) {
        var upgraded = yaml(upgraded("{openapi: 3.0.1, x: [%s]}".formatted(before)));

        assertThat(upgraded).isEqualTo(yaml("{openapi: 3.1.1, x: [%s]}".formatted(after)));
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        assertThatThrownBy(() -> upgraded("text")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String upgraded(String document) {
        return OpenApi31.of(new ByteArrayInputStream(document.getBytes(UTF_8)));
    }

    private static Object yaml(String text) {
        return new Yaml().load(text);
    }
}
