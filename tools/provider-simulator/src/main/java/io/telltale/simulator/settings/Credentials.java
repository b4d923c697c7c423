package io.telltale.simulator.settings;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * What callers must present to each provider.
 *
 * @param xtremepushPublicKey verifies the assertions of Xtremepush's clients; null when only their
 *     secrets are known
 */
public record Credentials(
        Secret thingSpaceKey,
        Secret thingSpaceSecret,
        Secret thingSpaceUsername,
        Secret thingSpacePassword,
        Secret xtremepushApptoken,
        Secret xtremepushClientId,
        Secret xtremepushClientSecret,
        @Nullable PublicKey xtremepushPublicKey,
        Secret graphClientId,
        Secret graphClientSecret,
        Secret graphRefreshToken) {}
