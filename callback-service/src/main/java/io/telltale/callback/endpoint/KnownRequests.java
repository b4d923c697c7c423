package io.telltale.callback.endpoint;

import io.telltale.schemas.record.ProviderRequest;
import java.util.Optional;

/** What the poller asked for lately. */
@FunctionalInterface
public interface KnownRequests {

    /** The request of this id; one of a moment ago may not be known yet. */
    Optional<ProviderRequest> find(String requestId);
}
