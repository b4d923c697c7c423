package io.telltale.providers.graph;

import io.telltale.providers.http.AccessToken;
import io.telltale.schemas.settings.Secret;

/**
 * What one refresh gave.
 *
 * @param access what requests are sent with
 * @param used refresh token it was asked with
 * @param next refresh token that replaces it; the same where none does
 */
record GraphToken(AccessToken access, Secret used, Secret next) {}
