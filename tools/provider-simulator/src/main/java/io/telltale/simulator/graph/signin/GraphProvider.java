package io.telltale.simulator.graph.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.wire.Authorization;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.Provider;
import io.telltale.simulator.wire.UrlEncodedForm;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The paths of Graph and its sign-in service, and the account of a bearer or client. */
@Singleton
record GraphProvider(Fleet fleet, Bearers bearers, Credentials credentials, GraphErrors errors)
        implements Provider {

    @Override
    public boolean covers(String path) {
        return path.startsWith("/beta/") || signsIn(path);
    }

    @Override
    public boolean signsIn(String path) {
        return path.startsWith("/consumers/") || path.startsWith("/common/");
    }

    @Override
    public MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
        return signsIn(request.getPath())
                ? GraphErrors.signIn(
                        status.getCode(), "temporarily_unavailable", status.getReason())
                : errors.refuse(request, status);
    }

    @Override
    public Optional<String> account(HttpRequest<?> request, byte[] body) {
        var bearer = Authorization.bearer(request);
        var known =
                bearer.isPresent()
                        ? bearers.issuedTo(IssuedRefreshTokens.ISSUER, bearer.get()).isPresent()
                        : credentials
                                .graphClientId()
                                .matches(UrlEncodedForm.of(body).get("client_id"));
        return known ? Optional.of(fleet.graph().name()) : Optional.empty();
    }
}
