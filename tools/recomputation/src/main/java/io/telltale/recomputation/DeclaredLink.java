package io.telltale.recomputation;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared link of two refs that is not withdrawn.
 *
 * @param refs both, in kind order
 * @param validFrom inclusive; null = since ever
 * @param validTo exclusive; null = still
 */
public record DeclaredLink(
        List<DeviceRef> refs,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        String by,
        Instant declaredAt) {

    static final Comparator<DeclaredLink> EARLIEST =
            Comparator.comparing(DeclaredLink::declaredAt).thenComparing(DeclaredLink::key);

    boolean holds(Instant time) {
        return ValidityInterval.isBetween(validFrom, time, validTo);
    }

    /** The key of its record: both refs in kind order, separated by a space. */
    String key() {
        return refs().getFirst() + " " + refs().getLast();
    }
}
