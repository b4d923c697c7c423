package io.telltale.simulator.xtremepush.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.wire.Authorization;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.DrawnFaults;
import io.telltale.simulator.wire.Provider;
import io.telltale.simulator.wire.RefusedException;
import io.telltale.simulator.xtremepush.ProjectOwners;
import io.telltale.simulator.xtremepush.ProjectOwners.ProjectOwner;
import io.telltale.simulator.xtremepush.XtremepushAnswers;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The paths of Xtremepush, and the project of an apptoken, bearer or client. */
@Singleton
public record XtremepushProvider(ProjectOwners owners, Bearers bearers) implements Provider {

    static final String ISSUER = "xtremepush";

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/external/") || signsIn(path);
    }

    @Override
    public boolean signsIn(String path) {
        return path.startsWith("/api/oauth/");
    }

    @Override
    public MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
        return XtremepushAnswers.failure(status.getCode(), status.getReason());
    }

    @Override
    public Optional<String> account(HttpRequest<?> request, byte[] body) {
        return Authorization.bearer(request)
                .flatMap(bearer -> bearers.issuedTo(ISSUER, bearer))
                .or(() ->
                        (signsIn(request.getPath())
                                        ? owners.byClient(TokenRequest.of(request, body).clientId())
                                        : owners.byApptoken(apptoken(SimulatorJson.lenient(body))))
                                .map(ProjectOwner::name));
    }

    /**
     * The project that a query's credentials open.
     *
     * @param body missing node when it is not JSON
     * @throws RefusedException when there are none, or they open no project
     */
    public ProjectOwner project(HttpRequest<?> request, JsonNode body) {
        var bearer = Authorization.bearer(request);
        if (bearer.isEmpty() && apptoken(body).isEmpty()) {
            throw refused(400, "apptoken or bearer is missing");
        }
        if (bearer.isPresent() && DrawnFaults.of(request).sessionEnds()) {
            bearers.end(ISSUER, bearer.get());
        }
        return bearer.map(token -> bearers.opens(ISSUER, token).flatMap(owners::byName))
                .orElseGet(() -> owners.byApptoken(apptoken(body)))
                .orElseThrow(() -> refused(401, "Authentication failed"));
    }

    private static RefusedException refused(int status, String message) {
        return new RefusedException(XtremepushAnswers.failure(status, message));
    }

    private static String apptoken(JsonNode body) {
        return body.path("apptoken").asText("");
    }
}
