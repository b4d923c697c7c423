package io.telltale.providers.thingspace.callback;

import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.schemas.settings.Secret;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Parses what the callbacks of all services have in common. Stateless. */
final class CallbackEnvelope {

    /** JSON tokens; the largest answer we know, 500 rows, has 9,000. */
    static final int MOST_TOKENS = 30_000;

    /** Characters; it becomes part of every record that is written of the callback. */
    private static final int LONGEST_REQUEST_ID = 256;

    private CallbackEnvelope() {}

    /**
     * Parses a body. Never throws, whatever the bytes are.
     *
     * @param content reads what the callback is about, of the members of the body
     */
    static <C> ParsedCallback<C> read(byte[] body, Function<JsonMembers, C> content) {
        return switch (JsonBody.parse(body, MOST_TOKENS)) {
            case JsonBody.NotJson(var reason) -> malformed(body, reason);
            case JsonBody.Tree(var root) ->
                    JsonMembers.of(root)
                            .map(members -> callback(body, members, content))
                            .orElseGet(() ->
                                    malformed(
                                            body, "expected an object, was " + root.getNodeType()));
        };
    }

    private static <C> ParsedCallback<C> malformed(byte[] body, String reason) {
        return new ParsedCallback.Malformed<>(
                reason,
                CredentialSearch.username(body),
                new Secret(CredentialSearch.password(body)));
    }

    private static <C> ParsedCallback<C> callback(
            byte[] bytes, JsonMembers body, Function<JsonMembers, C> content) {
        try {
            return new ParsedCallback.Understood<>(
                    new Callback<>(
                            body.text("username").orElse(""),
                            new Secret(body.text("password").orElse("")),
                            requestId(body),
                            count(body, "callbackCount"),
                            count(body, "maxCallbackThreshold"),
                            content.apply(body)));
        } catch (UnreadableRowException e) {
            return malformed(bytes, "%s: %s".formatted(e.fault(), e.detail()));
        }
    }

    /** An id that is no text or too long counts as absent: it answers no request of ours. */
    private static Optional<String> requestId(JsonMembers body) {
        return body.member("requestId")
                .filter(node -> node.isTextual() || node.isIntegralNumber())
                .map(node -> node.asText())
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_REQUEST_ID);
    }

    private static OptionalInt count(JsonMembers body, String name) {
        var number = body.number(name);
        return number.isPresent()
                ? OptionalInt.of(Math.clamp(number.getAsLong(), 0, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    /** The objects in {@code deviceResponse}, which is one or an array of some. */
    static List<JsonMembers> responses(JsonMembers body) {
        return body.elements("deviceResponse").orElse(List.of()).stream()
                .flatMap(node -> JsonMembers.of(node).stream())
                .toList();
    }
}
