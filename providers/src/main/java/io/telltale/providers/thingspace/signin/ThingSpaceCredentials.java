package io.telltale.providers.thingspace.signin;

import io.telltale.schemas.settings.Secret;

/**
 * Credentials of a ThingSpace account.
 *
 * @param key key of the OAuth application
 * @param secret its secret
 * @param username UWS user; not to be shared by two running systems
 * @param password its password
 */
public record ThingSpaceCredentials(String key, Secret secret, String username, Secret password) {}
