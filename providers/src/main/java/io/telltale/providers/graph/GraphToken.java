package io.telltale.providers.graph;

import io.telltale.schemas.settings.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * What one refresh gave.
 *
 * @param access access token
 * @param rotatedRefresh refresh token that replaces the one that was used
 * @param renewAt from when on the access token must not be used
 */
record GraphToken(Secret access, Optional<Secret> rotatedRefresh, Instant renewAt) {}
