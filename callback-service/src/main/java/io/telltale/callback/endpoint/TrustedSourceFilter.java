package io.telltale.callback.endpoint;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.telltale.callback.connection.BodyAdmission;
import io.telltale.callback.verify.CallbackListener;
import io.telltale.callback.verify.CallbackSettings;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.util.List;
import java.util.Optional;

/**
 * Turns away who calls from an address that is not on the list, or for an account that is not ours,
 * before a byte of the body is read; then bodies that are packed or that there is no room for.
 */
@ServerFilter("/callbacks/**")
final class TrustedSourceFilter {

    /** Of {@code /callbacks/thingspace/{account}/{service}}, split at the slashes. */
    private static final int ACCOUNT = 3;

    private final CallbackSettings settings;
    private final CallbackMeters meters;
    private final RejectedSourceLog log;

    TrustedSourceFilter(CallbackSettings settings, CallbackMeters meters, RejectedSourceLog log) {
        this.settings = settings;
        this.meters = meters;
        this.log = log;
    }

    @RequestFilter
    void turnAway(HttpRequest<?> request) {
        var parts = request.getPath().split("/", -1);
        var account = parts.length > ACCOUNT ? parts[ACCOUNT] : "";
        if (listener(settings, request, account).isEmpty()) {
            meters.stranger();
            log.turnedAway(
                    settings.caller(
                            request.getRemoteAddress().getAddress(), forwardedFor(request)));
            throw CallbackProblems.unauthorized();
        }
        if (request.getHeaders().contains(HttpHeaders.CONTENT_ENCODING)) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "expected a body without encoding");
        }
        if (!BodyAdmission.wasFound(request.getHeaders())) {
            meters.noRoom();
            throw CallbackProblems.later(
                    "too many callbacks at once for the memory of their bodies");
        }
    }

    /** The listener of an account, if whoever calls may call back at all. */
    static Optional<CallbackListener> listener(
            CallbackSettings settings, HttpRequest<?> request, String account) {
        return settings.listener(
                request.getRemoteAddress().getAddress(), forwardedFor(request), account);
    }

    private static List<String> forwardedFor(HttpRequest<?> request) {
        return request.getHeaders().getAll("X-Forwarded-For");
    }
}
