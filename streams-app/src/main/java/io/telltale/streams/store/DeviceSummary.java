package io.telltale.streams.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device in a list of many.
 *
 * @param deviceKey its key
 * @param refs its refs, in kind order
 * @param lastObservedAt when we last saw something of it; null while only links name it
 */
public record DeviceSummary(String deviceKey, List<String> refs, @Nullable Instant lastObservedAt) {

    /** The list is copied. */
    public DeviceSummary {
        refs = List.copyOf(refs);
    }
}
