package io.telltale.poller.poll.thingspace;

import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.thingspace.callback.RegisteredListener;
import java.net.URI;
import java.util.List;

/**
 * The callback URLs of one account, over HTTP.
 *
 * @param account the account
 * @param clients that speak for it
 */
record AccountListeners(String account, ThingSpaceClients clients)
        implements ListenerPoll.Registry {

    @Override
    public Answer<List<RegisteredListener>> list() {
        return clients.listeners().list(account);
    }

    @Override
    public Answer<String> register(RegisteredListener wanted, Permit permit) {
        return clients.listeners()
                .register(
                        account,
                        wanted.service(),
                        URI.create(wanted.url()),
                        wanted.username(),
                        wanted.password(),
                        permit);
    }

    @Override
    public Answer<String> deregister(String service, Permit permit) {
        return clients.listeners().deregister(account, service, permit);
    }

    @Override
    public Answer<String> startCallbacks(Permit permit) {
        return clients.queue().startCallbacks(account, permit);
    }
}
