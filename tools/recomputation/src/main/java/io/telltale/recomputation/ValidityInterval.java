package io.telltale.recomputation;

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
        return isBetween(validFrom, time, validTo);
    }

    /**
     * Whether a time lies in an interval.
     *
     * @param from inclusive; null = since ever
     * @param to exclusive; null = still
     */
    static boolean isBetween(@Nullable Instant from, Instant time, @Nullable Instant to) {
        return (from == null || !from.isAfter(time)) && (to == null || to.isAfter(time));
    }
}
