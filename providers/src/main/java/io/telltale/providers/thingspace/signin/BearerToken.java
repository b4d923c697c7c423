package io.telltale.providers.thingspace.signin;

import io.telltale.schemas.settings.Secret;
import java.time.Instant;

/**
 * An OAuth access token. ThingSpace gives the same one again within its hour.
 *
 * @param token its value
 * @param renewAt from when on it must not be used
 */
record BearerToken(Secret token, Instant renewAt) {

    boolean goodAt(Instant now) {
        return now.isBefore(renewAt);
    }
}
