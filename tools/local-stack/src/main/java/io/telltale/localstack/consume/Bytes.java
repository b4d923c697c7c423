package io.telltale.localstack.consume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as JSON: a text where they are UTF-8, else {@code {"base64":"…"}}. */
final class Bytes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Bytes() {}

    static JsonNode json(byte @Nullable [] bytes) {
        if (bytes == null) {
            return JSON.nullNode();
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder(); // a new one refuses what is no UTF-8
            return JSON.textNode(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return base64(ByteBuffer.wrap(bytes));
        }
    }

    static ObjectNode base64(ByteBuffer bytes) {
        var encoded = Base64.getEncoder().encode(bytes.duplicate());
        return JSON.objectNode()
                .put("base64", StandardCharsets.US_ASCII.decode(encoded).toString());
    }
}
