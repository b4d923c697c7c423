package io.telltale.simulator.graph.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.DrawnFaults;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a request to Graph pass that carries a valid bearer. */
@ServerFilter("/beta/**")
final class BearerFilter {

    private static final String BEARER = "Bearer ";

    private final Grants grants;
    private final GraphErrors errors;
    private final Switches switches;

    BearerFilter(Grants grants, GraphErrors errors, Switches switches) {
        this.grants = grants;
        this.errors = errors;
        this.switches = switches;
    }

    /** Returns the refusal, or null to let the request through. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        var bearer = bearer(request);
        if (DrawnFaults.of(request).sessionEnds()) {
            bearer.ifPresent(grants::end);
        }
        if (bearer.filter(grants::accepts).isEmpty()) {
            return errors.unauthenticated();
        }
        var refusal = switches.quirks().graph().graphRefusesWith();
        return refusal == 0 ? null : errors.refused(refusal);
    }

    static Optional<String> bearer(HttpRequest<?> request) {
        var authorization = request.getHeaders().get("Authorization");
        return authorization != null && authorization.startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()))
                : Optional.empty();
    }
}
