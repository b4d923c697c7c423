package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * How a provider knows which of its accounts a request is for, whether it will be let in or not.
 */
public interface AccountNames {

    /** Whether requests of this path are this provider's. */
    boolean covers(String path);

    /** The account or project by what the request carries. */
    Optional<String> of(HttpRequest<?> request, byte[] body);
}
