package io.telltale.providers.thingspace;

import io.telltale.providers.json.Json;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.schemas.settings.Secret;
import java.util.OptionalInt;

/** Reads the bodies of DeviceService callbacks. Keeps nothing; safe for several threads. */
public final class DeviceServiceCallbackReader {

    /** What a body says. Never throws, whatever the bytes are. */
    public CallbackReading read(byte[] body) {
        return switch (Json.parse(body)) {
            case Json.NotJson(var reason) -> new CallbackReading.Malformed(reason);
            case Json.Tree(var root) ->
                    Members.of(root)
                            .map(DeviceServiceCallbackReader::callback)
                            .orElseGet(() ->
                                    new CallbackReading.Malformed(
                                            "expected an object, was " + root.getNodeType()));
        };
    }

    private static CallbackReading callback(Members body) {
        try {
            return new CallbackReading.Understood(
                    new DeviceServiceCallback(
                            body.text("username").orElse(""),
                            new Secret(body.text("password").orElse("")),
                            body.word("requestId"),
                            count(body, "callbackCount"),
                            count(body, "maxCallbackThreshold"),
                            HistoryContent.of(body)));
        } catch (UnreadableRow e) {
            return new CallbackReading.Malformed("%s: %s".formatted(e.fault(), e.detail()));
        }
    }

    private static OptionalInt count(Members body, String name) {
        var number = body.number(name);
        return number.isPresent()
                ? OptionalInt.of(Math.clamp(number.getAsLong(), 0, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    /**
     * The body with the value of every {@code username} and {@code password} member, at any depth
     * and in any case, replaced by {@code ***}; for dead letters. A body that is no JSON cannot be
     * masked: a note of its size stands in its place.
     */
    public byte[] masked(byte[] body) {
        return CredentialMask.masked(body);
    }
}
