package io.telltale.streams.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in which what a ref was told belongs to a device.
 *
 * @param ref the ref
 * @param from begin, inclusive; null = since ever
 * @param to end, exclusive; null = still
 */
public record RefSpan(String ref, @Nullable Instant from, @Nullable Instant to) {

    boolean contains(Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }
}
