package io.telltale.callback.connection;

import io.micronaut.http.HttpHeaders;

/** Whether the memory budget had room for the body of a request. */
public final class BodyAdmission {

    /** Set by {@link RequestGate} on a request without room; removed from all others. */
    static final String MARK = "telltale-room";

    private BodyAdmission() {}

    /** Whether the body may be read. */
    public static boolean wasFound(HttpHeaders headers) {
        return !headers.contains(MARK);
    }
}
