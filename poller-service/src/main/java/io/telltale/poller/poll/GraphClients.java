package io.telltale.poller.poll;

import io.telltale.providers.graph.GraphCommandClient;
import io.telltale.providers.graph.GraphDevicesClient;

/** What asks Microsoft Graph for one account, during one ownership of its partition. */
public sealed interface GraphClients {

    /**
     * Signed in when first used.
     *
     * @param commands reads commands
     * @param devices lists devices
     * @param places for the turns of its tasks
     */
    record Usable(GraphCommandClient commands, GraphDevicesClient devices, ConcurrencyLimit places)
            implements GraphClients {}

    /**
     * Cannot sign in, since what is kept of its sign-in cannot be opened.
     *
     * @param detail what to do
     */
    record Locked(String detail) implements GraphClients {}
}
