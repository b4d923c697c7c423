package io.telltale.providers.xtremepush;

import io.telltale.schemas.settings.Secret;
import java.time.Instant;

/**
 * An access token.
 *
 * @param access the token
 * @param renewAt from when on it must not be used
 */
record PushToken(Secret access, Instant renewAt) {}
