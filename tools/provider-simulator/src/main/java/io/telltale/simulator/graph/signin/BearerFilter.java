package io.telltale.simulator.graph.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Authorization;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.DrawnFaults;
import org.jspecify.annotations.Nullable;

/** Lets a request to Graph pass that carries a valid bearer. */
@ServerFilter("/beta/**")
record BearerFilter(
        Bearers bearers, IssuedRefreshTokens refreshTokens, GraphErrors errors, Switches switches) {

    /** Returns the refusal, or null to let the request through. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        var bearer = Authorization.bearer(request);
        if (DrawnFaults.of(request).sessionEnds()) {
            bearer.ifPresent(token -> bearers.end(IssuedRefreshTokens.ISSUER, token));
        }
        var grant = bearer.flatMap(token -> bearers.opens(IssuedRefreshTokens.ISSUER, token));
        if (grant.isEmpty()) {
            return errors.unauthenticated();
        }
        refreshTokens.use(grant.get());
        var refusal = switches.quirks().graph().graphRefusesWith();
        return refusal == 0 ? null : errors.refused(refusal);
    }
}
