package io.telltale.streams.http;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Payloads of commands: JSON where the text is JSON, else the text as a JSON string. */
@Singleton
final class Payloads {

    private final JsonMapper mapper;

    Payloads(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Nullable JsonNode of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return mapper.readValue(text, JsonNode.class);
        } catch (IOException _) {
            return JsonNode.createStringNode(text);
        }
    }
}
