package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** How one provider knows which application a request is from. */
public interface Applications {

    /** The application's name by its credentials, if they are this provider's. */
    Optional<String> of(HttpRequest<?> request);
}
