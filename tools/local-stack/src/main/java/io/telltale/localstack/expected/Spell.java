package io.telltale.localstack.expected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span in which a ref belonged to one device.
 *
 * @param from inclusive; null = since ever
 * @param to exclusive; null = still
 * @param key of the device
 */
public record Spell(@Nullable Instant from, @Nullable Instant to, String key) {

    boolean contains(Instant time) {
        return (from == null || !from.isAfter(time)) && (to == null || to.isAfter(time));
    }
}
