package io.telltale.simulator.thingspace;

import io.telltale.simulator.settings.ExpectedSecret;

/**
 * Who may ask for an account: one application (key and secret) and one UWS user.
 *
 * @param account the account's name
 */
public record Owner(
        String account,
        String key,
        ExpectedSecret secret,
        String username,
        ExpectedSecret password) {}
