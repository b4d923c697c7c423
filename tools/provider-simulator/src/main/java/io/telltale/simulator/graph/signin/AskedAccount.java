package io.telltale.simulator.graph.signin;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.wire.AccountNames;
import io.telltale.simulator.wire.UrlEncodedForm;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows the account that a request is for by its bearer or its client. */
@Singleton
final class AskedAccount implements AccountNames {

    private final Fleet fleet;
    private final Grants grants;
    private final Credentials credentials;

    AskedAccount(Fleet fleet, Grants grants, Credentials credentials) {
        this.fleet = fleet;
        this.grants = grants;
        this.credentials = credentials;
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/beta/")
                || path.startsWith("/consumers/")
                || path.startsWith("/common/");
    }

    @Override
    public Optional<String> of(HttpRequest<?> request, byte[] body) {
        var bearer = BearerFilter.bearer(request);
        var known =
                bearer.isPresent()
                        ? grants.handedOut(bearer.get())
                        : credentials
                                .graphClientId()
                                .matches(UrlEncodedForm.of(body).get("client_id"));
        return known ? Optional.of(fleet.graph().name()) : Optional.empty();
    }
}
