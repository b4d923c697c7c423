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
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.thingspace.Owners.Owner;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.Authorization;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.DrawnFaults;
import io.telltale.simulator.wire.RefusedException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a request pass that carries a valid bearer and, except for the login, a live session. */
@ServerFilter({"/api/m2m/**", "/api/fota/**"})
record ThingSpaceAccessFilter(
        Bearers bearers, Owners owners, Sessions sessions, Asker asker, Switches switches) {

    private static final String LOGIN = "/api/m2m/v1/session/login";
    private static final Pattern API = Pattern.compile("/api(/[^/]+/[^/]+).*");

    /** Returns the refusal, or null to let the request through. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        try {
            var bearer =
                    Authorization.bearer(request)
                            .orElseThrow(() -> ThingSpaceErrors.missing("Bearer"));
            var owner =
                    bearers.opens(ThingSpaceProvider.ISSUER, bearer)
                            .flatMap(owners::byKey)
                            .orElseThrow(() -> wrongBearer(request));
            asker.note(request, owner);
            if (!request.getPath().equals(LOGIN)) {
                checkSession(request, owner, request.getHeaders().get("VZ-M2M-Token"));
            }
            return null;
        } catch (RefusedException refused) {
            return refused.answer();
        }
    }

    private void checkSession(HttpRequest<?> request, Owner owner, @Nullable String token) {
        if (token == null || token.isBlank()) {
            throw ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.SessionToken.Format", "VZ-M2M-Token is missing.");
        }
        var draw = DrawnFaults.of(request);
        if (draw.sessionEnds()) {
            sessions.end(token);
            if (draw.endedByGateway()) {
                throw wrongBearer(request);
            }
        }
        switch (sessions.use(owner, token)) {
            case ALIVE -> {}
            case EXPIRED ->
                    throw ThingSpaceErrors.m2m(
                            switches.quirks().signIn().expiredSessionStatus(),
                            "REQUEST_FAILED.SessionToken.Expired",
                            "The session token has expired.");
            case UNKNOWN ->
                    throw ThingSpaceErrors.m2m(
                            "INPUT_INVALID.SessionToken.Invalid",
                            "The session token is not valid.");
        }
    }

    private RefusedException wrongBearer(HttpRequest<?> request) {
        var matcher = API.matcher(request.getPath());
        return switches.quirks().signIn().wrongBearer() == WrongBearer.XML_403
                ? ThingSpaceErrors.forbidden()
                : ThingSpaceErrors.wrongBearer(
                        matcher.matches() ? matcher.group(1) : request.getPath());
    }
}
