package io.telltale.providers.thingspace;

/** What became of the body of a callback. */
public sealed interface CallbackReading {

    /**
     * The body is a callback.
     *
     * @param callback what it says
     */
    record Understood(DeviceServiceCallback callback) implements CallbackReading {}

    /**
     * The body is no JSON object, or nested too deep.
     *
     * @param reason what was expected and what was there; no text of the body
     */
    record Malformed(String reason) implements CallbackReading {}
}
