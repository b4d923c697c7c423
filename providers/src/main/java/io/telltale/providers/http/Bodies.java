package io.telltale.providers.http;

import io.telltale.providers.json.Json;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.Answer;
import java.util.function.Function;

/** Turns the body of a success into what it says. */
public final class Bodies {

    private Bodies() {}

    /**
     * What a JSON object says; any other body is Unreadable, kept as it came.
     *
     * @param reader makes a value of the members; where it throws {@link UnreadableRow}, the body
     *     is Unreadable for that reason
     */
    public static <T> Answer<T> read(Reply reply, Function<Members, T> reader) {
        return read(reply.json(), reply.body(), reader);
    }

    /** The same for bodies that hold secrets: an Unreadable one is not kept. */
    public static <T> Answer<T> readSecret(Reply reply, Function<Members, T> reader) {
        return read(reply.json(), new byte[0], reader);
    }

    private static <T> Answer<T> read(Json json, byte[] kept, Function<Members, T> reader) {
        return switch (json) {
            case Json.NotJson(var reason) -> new Answer.Unreadable<>(kept, reason);
            case Json.Tree(var root) ->
                    Members.of(root)
                            .map(members -> read(members, kept, reader))
                            .orElseGet(() ->
                                    new Answer.Unreadable<>(
                                            kept, "expected an object, was " + root.getNodeType()));
        };
    }

    private static <T> Answer<T> read(Members members, byte[] kept, Function<Members, T> reader) {
        try {
            return new Answer.Got<>(reader.apply(members));
        } catch (UnreadableRow e) {
            return new Answer.Unreadable<>(kept, "%s: %s".formatted(e.fault(), e.detail()));
        }
    }
}
