package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;

/**
 * The number under which the ledger knows a request; after a restart it goes on behind the
 * ledger's.
 */
public final class RequestNumber {

    static final String ATTRIBUTE = "io.telltale.simulator.request";

    private RequestNumber() {}

    public static long of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Long.class).orElse(0L);
    }
}
