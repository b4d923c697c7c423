package io.telltale.providers.thingspace.callback;

import io.telltale.schemas.settings.Secret;

/** The body of a callback, parsed. */
public sealed interface ParsedCallback<C> {

    /**
     * The body is a callback.
     *
     * @param callback the parsed callback
     */
    record Understood<C>(Callback<C> callback) implements ParsedCallback<C> {}

    /**
     * The body is no JSON object, or nested too deep, or made of too many parts.
     *
     * @param reason what was expected and what was there; no text of the body
     * @param username as it was found by a lenient look; blank where none was
     * @param password the same
     */
    record Malformed<C>(String reason, String username, Secret password)
            implements ParsedCallback<C> {}
}
