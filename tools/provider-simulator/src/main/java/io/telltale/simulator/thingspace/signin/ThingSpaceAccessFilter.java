package io.telltale.simulator.thingspace.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.switches.SignInQuirks.WrongBearer;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.Owner;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.DrawnFaults;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a request pass that carries a valid bearer and, but for the login, a live session. */
@ServerFilter({"/api/m2m/**", "/api/fota/**"})
final class ThingSpaceAccessFilter {

    private static final String LOGIN = "/api/m2m/v1/session/login";
    private static final Pattern API = Pattern.compile("/api(/[^/]+/[^/]+).*");

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Asker asker;
    private final Switches switches;

    ThingSpaceAccessFilter(AccessTokens tokens, Sessions sessions, Asker asker, Switches switches) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.asker = asker;
        this.switches = switches;
    }

    /** Returns the refusal, or null to let the request through. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        var authorization = request.getHeaders().get("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return ThingSpaceErrors.missingBearer();
        }
        var owner = tokens.opens(authorization);
        if (owner.isEmpty()) {
            return wrongBearer(request);
        }
        asker.note(request, owner.get());
        return request.getPath().equals(LOGIN)
                ? null
                : checkSession(request, owner.get(), request.getHeaders().get("VZ-M2M-Token"));
    }

    private @Nullable HttpResponse<?> checkSession(
            HttpRequest<?> request, Owner owner, @Nullable String token) {
        if (token == null || token.isBlank()) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.SessionToken.Format", "VZ-M2M-Token is missing.");
        }
        var draw = DrawnFaults.of(request);
        if (draw.sessionEnds()) {
            sessions.end(token);
            if (draw.endedByGateway()) {
                return wrongBearer(request);
            }
        }
        return switch (sessions.use(owner, token)) {
            case ALIVE -> null;
            case EXPIRED ->
                    ThingSpaceErrors.m2m(
                            switches.quirks().signIn().expiredSessionStatus(),
                            "REQUEST_FAILED.SessionToken.Expired",
                            "The session token has expired.");
            case UNKNOWN ->
                    ThingSpaceErrors.m2m(
                            "INPUT_INVALID.SessionToken.Invalid",
                            "The session token is not valid.");
        };
    }

    private HttpResponse<?> wrongBearer(HttpRequest<?> request) {
        return switches.quirks().signIn().wrongBearer() == WrongBearer.XML_403
                ? ThingSpaceErrors.forbidden()
                : ThingSpaceErrors.wrongBearer(api(request.getPath()));
    }

    private static String api(String path) {
        var matcher = API.matcher(path);
        return matcher.matches() ? matcher.group(1) : path;
    }
}
