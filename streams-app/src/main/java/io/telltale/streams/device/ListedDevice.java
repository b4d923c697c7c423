package io.telltale.streams.device;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device in a list, as it was last published.
 *
 * @param deviceKey its key
 * @param refs its refs, in kind order
 * @param lastObservedAt when we last saw an event of it; null while only links name it
 */
public record ListedDevice(String deviceKey, List<String> refs, @Nullable Instant lastObservedAt) {

    /** The list is copied. */
    public ListedDevice {
        refs = List.copyOf(refs);
    }
}
