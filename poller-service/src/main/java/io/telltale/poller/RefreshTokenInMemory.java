package io.telltale.poller;

import io.telltale.providers.graph.RefreshTokenStore;
import io.telltale.schemas.settings.Secret;

/**
 * Keeps a rotated refresh token while the process lives; the next one begins with the configured
 * token again. Enough for as long as the identity platform keeps earlier tokens valid, which it
 * does until they expire.
 */
final class RefreshTokenInMemory implements RefreshTokenStore {

    private volatile Secret token;

    RefreshTokenInMemory(Secret first) {
        this.token = first;
    }

    @Override
    public Secret current() {
        return token;
    }

    @Override
    public void replace(Secret rotated) {
        token = rotated;
    }
}
