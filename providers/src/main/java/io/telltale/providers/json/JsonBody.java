package io.telltale.providers.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A body, parsed as JSON. */
public sealed interface JsonBody {

    /**
     * The body is JSON.
     *
     * @param root its outermost value
     */
    record Tree(JsonNode root) implements JsonBody {}

    /**
     * The body is not JSON, nested too deep, or of too many tokens.
     *
     * @param reason what was expected and where it ended; no text of the body
     */
    record NotJson(String reason) implements JsonBody {}

    /** How deep a body may be nested. */
    int DEEPEST = 64;

    /** Tokens of a body that we asked for; 10,000 rows of a list have 350,000. */
    int MOST_TOKENS = 500_000;

    /** Reads a whole body of at most {@link #MOST_TOKENS}; never throws. */
    static JsonBody parse(byte[] body) {
        return parse(body, MOST_TOKENS);
    }

    /**
     * Reads a whole body that may have at most so many tokens, since a tree takes many times the
     * memory of the bytes; never throws.
     */
    static JsonBody parse(byte[] body, int mostTokens) {
        try (var tokens = Mapper.INSTANCE.createParser(body)) {
            for (var seen = 0; tokens.nextToken() != null; seen++) {
                if (seen == mostTokens) {
                    return new NotJson("expected JSON of at most %d tokens".formatted(mostTokens));
                }
            }
        } catch (IOException e) {
            return tree(body);
        }
        return tree(body);
    }

    private static JsonBody tree(byte[] body) {
        if (body.length == 0) {
            return new NotJson("expected JSON, was empty");
        }
        try {
            var root = Mapper.INSTANCE.readTree(body);
            return root.isMissingNode() ? new NotJson("expected JSON, was blank") : new Tree(root);
        } catch (JsonProcessingException e) {
            return new NotJson(reason(e));
        } catch (IOException e) {
            return new NotJson("expected JSON in UTF-8");
        } catch (NumberFormatException e) { // thrown by the library for an exponent beyond int
            return new NotJson("expected JSON, a number is out of every range");
        }
    }

    /** An empty object, to be filled and sent. */
    static ObjectNode object() {
        return Mapper.INSTANCE.createObjectNode();
    }

    /** An empty array, to be filled and sent. */
    static ArrayNode array() {
        return Mapper.INSTANCE.createArrayNode();
    }

    /** The value as JSON bytes. */
    static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    /** The value as JSON text without line breaks. */
    static String text(JsonNode node) {
        try {
            return Mapper.INSTANCE.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree that was read can be written", e);
        }
    }

    /** The library's own message quotes the body, so only the position is kept. */
    private static String reason(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null
                ? "expected JSON at most %d deep".formatted(DEEPEST)
                : "expected JSON at most %d deep, reading ended at line %d, column %d"
                        .formatted(DEEPEST, at.getLineNr(), at.getColumnNr());
    }

    /** Numbers keep every digit, so that an id or a payload leaves as it came. */
    final class Mapper {
        private static final JsonMapper INSTANCE =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .streamReadConstraints(
                                                StreamReadConstraints.builder()
                                                        .maxNestingDepth(DEEPEST)
                                                        .build())
                                        .build())
                        // a line break in the text of an SMS is a line break
                        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                        .build();

        private Mapper() {}
    }
}
