package io.telltale.providers.xtremepush;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows are asked for; all conditions must hold.
 *
 * @param campaignId rows of this campaign only
 * @param failedOnly failed sends only
 * @param createdFrom rows created at this time or later, whole seconds
 */
public record PushFilter(
        Optional<String> campaignId, boolean failedOnly, Optional<Instant> createdFrom) {

    /** No condition. */
    public static final PushFilter ALL = new PushFilter(Optional.empty(), false, Optional.empty());
}
