package io.telltale.providers.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.telltale.providers.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes the callback credentials out of a body. */
public final class CredentialMask {

    private static final Set<String> NAMES = Set.of("username", "password");
    private static final TextNode MASK = TextNode.valueOf("***");

    private CredentialMask() {}

    /**
     * The body with the value of every {@code username} and {@code password} member, at any depth
     * and in any case, replaced by {@code ***}; for dead letters. A body that could not be read
     * cannot be masked: a note of its size stands in its place.
     */
    public static byte[] masked(byte[] body) {
        return switch (Json.parse(body, CallbackEnvelope.MOST_TOKENS)) {
            case Json.NotJson _ ->
                    "%d bytes that are no JSON"
                            .formatted(body.length)
                            .getBytes(StandardCharsets.UTF_8);
            case Json.Tree(var root) -> {
                mask(root);
                yield Json.bytes(root);
            }
        };
    }

    /** The depth is bounded by the parser. */
    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var name : object.propertyStream().map(Map.Entry::getKey).toList()) {
                if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                    object.set(name, MASK);
                }
            }
        }
        node.forEach(CredentialMask::mask);
    }
}
