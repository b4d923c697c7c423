package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/** The parts of a provider that all requests to it share: paths, errors and credentials. */
public interface Provider {

    /** Whether requests of this path are this provider's. */
    boolean covers(String path);

    /** Whether requests of this path sign in, so that they need no permission before. */
    boolean signsIn(String path);

    /**
     * The provider's answer for an unknown path, a wrong method, throttling, no permission or its
     * own failure.
     */
    MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status);

    /** The application whose credentials a request carries, valid or not. */
    default Optional<String> application(HttpRequest<?> request) {
        return Optional.empty();
    }

    /** The account or project that a request's credentials belong to, valid or not. */
    default Optional<String> account(HttpRequest<?> request, byte[] body) {
        return Optional.empty();
    }
}
