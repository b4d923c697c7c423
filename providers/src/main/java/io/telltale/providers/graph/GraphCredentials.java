package io.telltale.providers.graph;

import io.telltale.schemas.settings.Secret;
import java.util.Optional;

/**
 * The application in whose name commands are read. The person's refresh token is kept in a {@link
 * RefreshTokenStore}.
 *
 * @param clientId id of the application
 * @param clientSecret its secret, where it has one
 * @param scope what a token is asked for, parted by spaces
 */
public record GraphCredentials(String clientId, Optional<Secret> clientSecret, String scope) {

    /** Enough to read commands, and to be given refresh tokens. */
    public static final String USUAL_SCOPE =
            "offline_access https://graph.microsoft.com/Device.Command";
}
