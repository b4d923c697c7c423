package io.telltale.simulator.graph;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Lets a request to Graph pass that carries a valid bearer. */
@ServerFilter("/beta/**")
final class BearerFilter {

    private static final String BEARER = "Bearer ";

    private final Grants grants;
    private final GraphErrors errors;

    BearerFilter(Grants grants, GraphErrors errors) {
        this.grants = grants;
        this.errors = errors;
    }

    /** Returns the refusal, or null to let the request through. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        var authorization = request.getHeaders().get("Authorization");
        return authorization != null
                        && authorization.startsWith(BEARER)
                        && grants.accepts(authorization.substring(BEARER.length()))
                ? null
                : errors.unauthenticated();
    }
}
