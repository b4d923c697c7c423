package io.telltale.poller.poll;

import io.telltale.providers.graph.CommandClient;

/** What asks Microsoft Graph for one account, during one ownership of its partition. */
public sealed interface GraphClients {

    /**
     * Signed in when first used.
     *
     * @param commands reads commands
     */
    record Usable(CommandClient commands) implements GraphClients {}

    /**
     * Cannot sign in, since what is kept of its sign-in cannot be opened.
     *
     * @param detail what to do
     */
    record Locked(String detail) implements GraphClients {}
}
