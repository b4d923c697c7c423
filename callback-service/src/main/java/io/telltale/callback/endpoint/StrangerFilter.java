package io.telltale.callback.endpoint;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.telltale.callback.verify.CallbackSettings;

/**
 * Turns away who calls from an address that is not on the list, or for an account that is not ours,
 * before a byte of the body is read.
 */
@ServerFilter("/callbacks/**")
final class StrangerFilter {

    /** Of {@code /callbacks/thingspace/{account}/{service}}, split at the slashes. */
    private static final int ACCOUNT = 3;

    private final CallbackSettings settings;

    StrangerFilter(CallbackSettings settings) {
        this.settings = settings;
    }

    @RequestFilter
    void turnAway(HttpRequest<?> request) {
        var parts = request.getPath().split("/", -1);
        var account = parts.length > ACCOUNT ? parts[ACCOUNT] : "";
        if (settings.listener(request.getRemoteAddress().getAddress(), account).isEmpty()) {
            throw Refusals.unauthorized();
        }
    }
}
