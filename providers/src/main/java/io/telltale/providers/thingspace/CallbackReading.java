package io.telltale.providers.thingspace;

/** What became of the body of a callback. */
public sealed interface CallbackReading<C> {

    /**
     * The body is a callback.
     *
     * @param callback what it says
     */
    record Understood<C>(Callback<C> callback) implements CallbackReading<C> {}

    /**
     * The body is no JSON object, or nested too deep, or made of too many parts.
     *
     * @param reason what was expected and what was there; no text of the body
     */
    record Malformed<C>(String reason) implements CallbackReading<C> {}
}
