package io.telltale.simulator.settings;

/** What callers must present to each provider. */
public record Credentials(
        Secret thingSpaceKey,
        Secret thingSpaceSecret,
        Secret thingSpaceUsername,
        Secret thingSpacePassword,
        Secret xtremepushApptoken,
        Secret graphClientId,
        Secret graphClientSecret,
        Secret graphRefreshToken) {}
