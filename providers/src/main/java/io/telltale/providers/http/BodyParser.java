package io.telltale.providers.http;

import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Answer;
import java.util.function.Function;

/** Parses the body of a success. */
public final class BodyParser {

    private BodyParser() {}

    /**
     * The value of a JSON object; any other body is Unreadable, and kept.
     *
     * @param reader makes a value of the members; where it throws {@link UnreadableRowException},
     *     the body is Unreadable for that reason
     */
    public static <T> Answer<T> read(HttpReply reply, Function<JsonMembers, T> reader) {
        return read(reply.json(), reply.body(), reader);
    }

    /** The same for bodies that hold secrets: an Unreadable one is not kept. */
    public static <T> Answer<T> readSecret(HttpReply reply, Function<JsonMembers, T> reader) {
        return read(reply.json(), new byte[0], reader);
    }

    private static <T> Answer<T> read(JsonBody json, byte[] kept, Function<JsonMembers, T> reader) {
        return switch (json) {
            case JsonBody.NotJson(var reason) -> new Answer.Unreadable<>(kept, reason);
            case JsonBody.Tree(var root) ->
                    JsonMembers.of(root)
                            .map(members -> read(members, kept, reader))
                            .orElseGet(() ->
                                    new Answer.Unreadable<>(
                                            kept, "expected an object, was " + root.getNodeType()));
        };
    }

    private static <T> Answer<T> read(
            JsonMembers members, byte[] kept, Function<JsonMembers, T> reader) {
        try {
            return new Answer.Got<>(reader.apply(members));
        } catch (UnreadableRowException e) {
            return new Answer.Unreadable<>(kept, "%s: %s".formatted(e.fault(), e.detail()));
        }
    }
}
