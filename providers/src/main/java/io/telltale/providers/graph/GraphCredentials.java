package io.telltale.providers.graph;

import io.telltale.schemas.settings.Secret;
import java.util.Optional;

/**
 * The application in whose name commands are read. The person's refresh token is kept in a {@link
 * RefreshTokenStore}.
 *
 * @param clientId id of the application
 * @param clientSecret its secret, where it has one
 */
public record GraphCredentials(String clientId, Optional<Secret> clientSecret) {}
