package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.switches.Switches;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a request pass that carries a valid bearer and, but for the login, a live session. */
@ServerFilter({"/api/m2m/**", "/api/fota/**"})
final class AccessFilter {

    private static final String BEARER = "Bearer ";
    private static final String LOGIN = "/api/m2m/v1/session/login";
    private static final Pattern API = Pattern.compile("/api(/[^/]+/[^/]+).*");

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Switches switches;

    AccessFilter(AccessTokens tokens, Sessions sessions, Switches switches) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.switches = switches;
    }

    /** Returns the refusal, or null to let the request through. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        var authorization = request.getHeaders().get("Authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return ThingSpaceErrors.missingBearer();
        }
        if (!tokens.accepts(authorization.substring(BEARER.length()))) {
            return ThingSpaceErrors.wrongBearer(api(request.getPath()));
        }
        return request.getPath().equals(LOGIN)
                ? null
                : checkSession(request.getHeaders().get("VZ-M2M-Token"));
    }

    private @Nullable HttpResponse<?> checkSession(@Nullable String token) {
        if (token == null || token.isBlank()) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.SessionToken.Format", "VZ-M2M-Token is missing.");
        }
        return switch (sessions.use(token)) {
            case ALIVE -> null;
            case EXPIRED ->
                    ThingSpaceErrors.m2m(
                            switches.quirks().expiredSessionStatus(),
                            "REQUEST_FAILED.SessionToken.Expired",
                            "The session token has expired.");
            case UNKNOWN ->
                    ThingSpaceErrors.m2m(
                            "INPUT_INVALID.SessionToken.Invalid",
                            "The session token is not valid.");
        };
    }

    private static String api(String path) {
        var matcher = API.matcher(path);
        return matcher.matches() ? matcher.group(1) : path;
    }
}
