package io.telltale.simulator.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the simulator writes it: nulls kept, times as ISO text.
 *
 * <p>Kept apart from the framework's mapper, which leaves out empty members that the providers
 * send.
 */
public final class SimulatorJson {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build();

    private SimulatorJson() {}

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A parser over a stream of any number of values; the stream stays open. */
    public static JsonParser parser(InputStream bytes) throws IOException {
        return MAPPER.createParser(bytes).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    }

    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A text with a capital at its beginning. */
    public static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** A record as a tree whose members have other names. */
    public static ObjectNode renamed(Object value, UnaryOperator<String> names) {
        var renamed = MAPPER.createObjectNode();
        object(value)
                .properties()
                .forEach(member -> renamed.set(names.apply(member.getKey()), member.getValue()));
        return renamed;
    }

    /** A record or map as a tree. */
    public static ObjectNode object(Object value) {
        return MAPPER.convertValue(value, ObjectNode.class);
    }

    /** The body of a request; a missing node when it is not JSON. */
    public static JsonNode lenient(byte @Nullable [] body) {
        if (body == null) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Reads a value of our own making.
     *
     * @throws IOException when the bytes are not JSON or do not fit the type
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        return MAPPER.readValue(json, type);
    }

    /**
     * Turns a tree into a record.
     *
     * @throws JsonProcessingException when it does not fit the type, naming the member
     */
    public static <T> T fit(JsonNode tree, Class<T> type) throws JsonProcessingException {
        return MAPPER.treeToValue(tree, type);
    }
}
