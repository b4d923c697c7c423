package io.telltale.localstack.expected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interval in which a ref belongs to one device.
 *
 * @param validFrom inclusive; null = since ever
 * @param validTo exclusive; null = still
 * @param deviceKey key of the device
 */
public record ValidityInterval(
        @Nullable Instant validFrom, @Nullable Instant validTo, String deviceKey) {

    boolean contains(Instant time) {
        return (validFrom == null || !validFrom.isAfter(time))
                && (validTo == null || validTo.isAfter(time));
    }
}
