package io.telltale.poller.poll.graph;

import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.providers.graph.GraphCommandClient;
import io.telltale.providers.graph.GraphDevicesClient;

/** The Microsoft Graph clients of one account, during one ownership of its partition. */
public sealed interface GraphClients {

    /**
     * Signed in when first used.
     *
     * @param commands reads commands
     * @param devices lists devices
     * @param limit of polls at once
     */
    record Usable(GraphCommandClient commands, GraphDevicesClient devices, ConcurrencyLimit limit)
            implements GraphClients {}

    /**
     * Cannot sign in: the stored refresh token cannot be decrypted.
     *
     * @param detail what to do
     */
    record Locked(String detail) implements GraphClients {}
}
