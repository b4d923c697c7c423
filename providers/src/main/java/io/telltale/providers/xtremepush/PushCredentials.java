package io.telltale.providers.xtremepush;

import io.telltale.schemas.settings.Secret;

/** Credentials of a project. */
public sealed interface PushCredentials {

    /**
     * The project's token, part of every request's body.
     *
     * @param apptoken gives full access to the project
     */
    record Apptoken(Secret apptoken) implements PushCredentials {}

    /**
     * OAuth with a shared secret.
     *
     * @param clientId the application's id
     * @param secret shared with the provider
     */
    record ClientSecret(String clientId, Secret secret) implements PushCredentials {}

    /**
     * OAuth with a key whose public half the provider knows.
     *
     * @param clientId the application's id
     * @param key signs that it is us
     */
    record PrivateKey(String clientId, SigningKey key) implements PushCredentials {}
}
