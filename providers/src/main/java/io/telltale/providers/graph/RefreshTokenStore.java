package io.telltale.providers.graph;

import io.telltale.schemas.settings.Secret;

/**
 * Where the refresh token is kept. Each use of a token may replace it by a new one; a token that is
 * lost means that a person has to sign in again.
 */
public interface RefreshTokenStore {

    /** The token to use now. */
    Secret current();

    /**
     * Keeps the token that replaces the current one. Returns when it is safe; the new access token
     * is not used before. What it throws ends the request and leaves the access token unused.
     */
    void replace(Secret rotated);
}
