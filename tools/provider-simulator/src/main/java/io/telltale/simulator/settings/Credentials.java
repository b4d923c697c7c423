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
        ExpectedSecret thingSpaceKey,
        ExpectedSecret thingSpaceSecret,
        ExpectedSecret thingSpaceUsername,
        ExpectedSecret thingSpacePassword,
        ExpectedSecret xtremepushApptoken,
        ExpectedSecret xtremepushClientId,
        ExpectedSecret xtremepushClientSecret,
        @Nullable PublicKey xtremepushPublicKey,
        ExpectedSecret graphClientId,
        ExpectedSecret graphClientSecret,
        ExpectedSecret graphRefreshToken) {}
