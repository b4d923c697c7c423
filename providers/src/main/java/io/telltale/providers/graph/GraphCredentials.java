package io.telltale.providers.graph;

import io.telltale.schemas.settings.Secret;
import java.util.Optional;

/**
 * The OAuth application that reads commands. The user's refresh token is kept in a {@link
 * RefreshTokenStore}.
 *
 * @param clientId id of the application
 * @param clientSecret its secret, where it has one
 * @param scope scopes of the token, space-separated
 */
public record GraphCredentials(String clientId, Optional<Secret> clientSecret, String scope) {

    /** Scopes to read commands and to get refresh tokens. */
    public static final String USUAL_SCOPE =
            "offline_access https://graph.microsoft.com/Device.Command";
}
