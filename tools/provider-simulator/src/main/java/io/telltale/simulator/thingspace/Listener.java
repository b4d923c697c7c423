package io.telltale.simulator.thingspace;

import java.net.URI;

/**
 * A registered callback listener, with ThingSpace's members.
 *
 * @param username sent inside every callback; empty when none was given
 * @param password likewise, and shown in clear in the list, as ThingSpace does
 */
record Listener(String accountName, String serviceName, URI url, String username, String password) {

    @Override
    public String toString() {
        return serviceName + " of " + accountName;
    }
}
