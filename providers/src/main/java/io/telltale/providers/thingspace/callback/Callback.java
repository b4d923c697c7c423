package io.telltale.providers.thingspace.callback;

import io.telltale.schemas.settings.Secret;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A callback of ThingSpace, of whichever service.
 *
 * @param username as registered, empty where missing
 * @param password as registered, empty where missing; to be compared in constant time
 * @param requestId the request that is answered; several callbacks may name the same one. Empty
 *     where there is none that can be used
 * @param callbackCount which attempt this is, from 1
 * @param maxCallbackThreshold how many attempts there will be
 * @param content what it is about
 */
public record Callback<C>(
        String username,
        Secret password,
        Optional<String> requestId,
        OptionalInt callbackCount,
        OptionalInt maxCallbackThreshold,
        C content) {}
