package io.telltale.poller;

import io.telltale.poller.PollerSettings.GraphAccount;
import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.poller.poll.graph.GraphClients;
import io.telltale.poller.secret.SecretStore;
import io.telltale.poller.secret.StoredRefreshToken;
import io.telltale.poller.secret.StoredRefreshToken.Opening;
import io.telltale.providers.graph.GraphCommandClient;
import io.telltale.providers.graph.GraphCredentials;
import io.telltale.providers.graph.GraphDevicesClient;
import io.telltale.providers.graph.GraphSession;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.RequestBudget;
import io.telltale.providers.http.SendLimits;
import io.telltale.providers.http.SignInHold;
import io.telltale.providers.proxy.ProxySettings;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * What lives as long as the process of a Graph account: its connections, its budget and the pause
 * after refused sign-ins. Sessions come and go with the ownership of the account's partition.
 */
final class GraphConnections {

    private final String name;
    private final GraphAccount account;
    private final Clock clock;
    private final HttpSender graph;
    private final HttpSender login;
    private SignInHold pause;
    private String pausedFor = "";

    GraphConnections(String name, GraphAccount account, Clock clock, ProxySettings proxies) {
        this.name = name;
        this.account = account;
        this.clock = clock;
        this.pause = SignInHold.afterRefusals(clock);
        // one for both addresses: a sign-in is a request of the account too
        var budget = RequestBudget.perMinute(account.requestsPerMinute());
        this.graph = sender(account.url(), clock, budget, proxies);
        this.login = sender(account.loginUrl(), clock, budget, proxies);
    }

    private static HttpSender sender(
            URI base, Clock clock, RequestBudget budget, ProxySettings proxies) {
        return new HttpSender(base, SendLimits.USUAL, clock, budget, proxies);
    }

    /** A session of its own, which signs in with what is kept in these secrets. */
    GraphClients begin(SecretStore secrets) {
        var opening =
                StoredRefreshToken.ofGraph(
                        name, account.refreshToken(), account.seal(), secrets, clock);
        return switch (opening) {
            case Opening.Locked(var detail) -> new GraphClients.Locked(detail);
            case Opening.Opened(var token) -> clients(token);
        };
    }

    private GraphClients clients(StoredRefreshToken token) {
        var credentials =
                new GraphCredentials(
                        account.clientId(), Optional.of(account.clientSecret()), account.scope());
        var session = new GraphSession(graph, login, credentials, token, pauseOf(token), clock);
        return new GraphClients.Usable(
                new GraphCommandClient(session),
                new GraphDevicesClient(session, account.url()),
                ConcurrencyLimit.usual());
    }

    /**
     * Refusals of other tokens do not count for these: an owner in between may have replaced them.
     */
    private synchronized SignInHold pauseOf(StoredRefreshToken token) {
        var wanted =
                EventId.of(token.candidates().stream().map(Secret::reveal).toArray(String[]::new));
        if (!wanted.equals(pausedFor)) {
            pausedFor = wanted;
            pause = SignInHold.afterRefusals(clock);
        }
        return pause;
    }
}
