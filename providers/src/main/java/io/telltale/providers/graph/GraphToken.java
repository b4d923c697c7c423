package io.telltale.providers.graph;

import io.telltale.schemas.settings.Secret;
import java.time.Instant;

/**
 * What one refresh gave.
 *
 * @param access access token
 * @param used refresh token it was asked with
 * @param next refresh token that replaces it; the same where none does
 * @param renewAt from when on the access token must not be used
 */
record GraphToken(Secret access, Secret used, Secret next, Instant renewAt) {}
