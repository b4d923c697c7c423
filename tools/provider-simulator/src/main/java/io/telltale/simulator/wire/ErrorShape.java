package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** How one provider words an error that no controller of its own answered. */
public interface ErrorShape {

    /** Whether requests of this path are this provider's. */
    boolean covers(String path);

    /** Whether requests of this path sign in, so that they need no permission before. */
    boolean signsIn(String path);

    /**
     * The provider's answer for an unknown path, a wrong method, throttling, no permission or its
     * own failure.
     */
    MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status);
}
