package io.telltale.simulator.thingspace.callback;

import java.net.URI;

/**
 * A registered callback listener, with ThingSpace's members.
 *
 * @param username sent inside every callback; empty when none was given
 * @param password likewise, and shown in clear in the list, as ThingSpace does
 */
public record SimulatedListener(
        String accountName, String serviceName, URI url, String username, String password) {

    SimulatedListener with(String otherUsername, String otherPassword) {
        return new SimulatedListener(accountName, serviceName, url, otherUsername, otherPassword);
    }

    @Override
    public String toString() {
        return serviceName + " of " + accountName;
    }
}
