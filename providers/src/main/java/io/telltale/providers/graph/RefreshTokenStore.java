package io.telltale.providers.graph;

import io.telltale.providers.page.Permit;
import io.telltale.schemas.settings.Secret;
import java.util.List;

/**
 * Stores the refresh token of an account. Each use of a token may replace it, and the first use of
 * the new one revokes the old. If a token is lost, a user has to sign in again.
 */
public interface RefreshTokenStore {

    /** The tokens that may be valid, the most likely first; never empty. */
    List<Secret> candidates();

    /**
     * Verifies that this is the only instance that uses the token, and returns a permit for one
     * refresh. An exception ends the request; nothing is sent.
     */
    Permit permit();

    /**
     * Stores the token to use from now on, and the one before. Returns when both are durable; the
     * new access token is not used before. An exception ends the request and discards the access
     * token.
     *
     * @param used the token that was just taken
     * @param next the one that replaces it; the same where none does
     */
    void keep(Secret used, Secret next);
}
