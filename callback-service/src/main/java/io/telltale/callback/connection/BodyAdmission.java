package io.telltale.callback.connection;

import io.micronaut.http.HttpHeaders;

/** Says whether there was room for the body of a request. */
public final class BodyAdmission {

    /** Set by us on a request that found none, and removed from all others. */
    static final String MARK = "telltale-room";

    private BodyAdmission() {}

    /** Whether the body may be read. */
    public static boolean wasFound(HttpHeaders headers) {
        return !headers.contains(MARK);
    }
}
