package io.telltale.callback.endpoint;

import io.telltale.schemas.record.ProviderRequest;
import java.util.Optional;

/** The poller's recent requests. */
@FunctionalInterface
public interface KnownRequests {

    /** The request of this id; a request of a moment ago may be missing. */
    Optional<ProviderRequest> find(String requestId);
}
