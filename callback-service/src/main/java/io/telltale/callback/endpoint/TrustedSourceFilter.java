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
 * Rejects callbacks from untrusted addresses or for unknown accounts before their body is read.
 * Then it rejects bodies that are encoded or exceed the memory budget.
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
    void reject(HttpRequest<?> request) {
        var parts = request.getPath().split("/", -1);
        var account = parts.length > ACCOUNT ? parts[ACCOUNT] : "";
        if (listener(settings, request, account).isEmpty()) {
            meters.untrusted();
            log.rejected(
                    settings.caller(
                            request.getRemoteAddress().getAddress(), forwardedFor(request)));
            throw CallbackProblems.unauthorized();
        }
        if (request.getHeaders().contains(HttpHeaders.CONTENT_ENCODING)) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported media type: expected a body without Content-Encoding");
        }
        if (!BodyAdmission.wasFound(request.getHeaders())) {
            meters.noRoom();
            throw CallbackProblems.later(
                    "overloaded: too many callbacks at once for the memory of their bodies");
        }
    }

    /** The listener of an account, if the source is trusted. */
    static Optional<CallbackListener> listener(
            CallbackSettings settings, HttpRequest<?> request, String account) {
        return settings.listener(
                request.getRemoteAddress().getAddress(), forwardedFor(request), account);
    }

    private static List<String> forwardedFor(HttpRequest<?> request) {
        return request.getHeaders().getAll("X-Forwarded-For");
    }
}
