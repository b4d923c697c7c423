package io.telltale.localstack.expected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A declared link that was not withdrawn.
 *
 * @param validFrom inclusive; null = always did
 * @param validTo exclusive; null = still does
 */
public record Link(
        String one,
        String other,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        String by,
        Instant declaredAt) {

    boolean holds(Instant time) {
        return (validFrom == null || !validFrom.isAfter(time))
                && (validTo == null || validTo.isAfter(time));
    }
}
