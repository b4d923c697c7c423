package io.telltale.providers.graph;

import io.telltale.providers.page.Permit;
import io.telltale.schemas.settings.Secret;
import java.util.List;

/**
 * Where the refresh token of an account is kept. Each use of a token may replace it by a new one,
 * and the first use of the new one ends the old: a token that is lost means that a person has to
 * sign in again.
 */
public interface RefreshTokenStore {

    /** The tokens that may be good, the most likely first; never none. */
    List<Secret> candidates();

    /**
     * Makes sure that this is the only place where the token is used, and gives leave for one
     * refresh. What it throws ends the request; nothing is sent.
     */
    Permit leave();

    /**
     * Keeps the token to use from now on, and the one before. Returns when it is safe; the new
     * access token is not used before. What it throws ends the request and leaves the access token
     * unused.
     *
     * @param used the token that was just taken
     * @param next the one that replaces it; the same where none does
     */
    void keep(Secret used, Secret next);
}
