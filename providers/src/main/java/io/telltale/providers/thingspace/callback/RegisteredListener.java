package io.telltale.providers.thingspace.callback;

import io.telltale.schemas.settings.Secret;

/**
 * A callback URL that is registered for a service.
 *
 * @param service such as {@code DeviceService}
 * @param url as ThingSpace gives it
 * @param username sent inside each callback; may be empty
 * @param password sent inside each callback; may be empty
 */
public record RegisteredListener(String service, String url, String username, Secret password) {}
