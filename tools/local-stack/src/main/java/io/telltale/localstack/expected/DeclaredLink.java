package io.telltale.localstack.expected;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared link of two refs that is not withdrawn.
 *
 * @param validFrom inclusive; null = since ever
 * @param validTo exclusive; null = still
 */
public record DeclaredLink(
        String one,
        String other,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        String by,
        Instant declaredAt) {

    static final Comparator<DeclaredLink> EARLIEST =
            Comparator.comparing(DeclaredLink::declaredAt).thenComparing(DeclaredLink::key);

    boolean holds(Instant time) {
        return (validFrom == null || !validFrom.isAfter(time))
                && (validTo == null || validTo.isAfter(time));
    }

    /** Both in kind order. */
    List<DeviceRef> refs() {
        return DeviceRef.sorted(List.of(DeviceRef.parse(one), DeviceRef.parse(other)));
    }

    /** The key of its record: both refs in kind order, separated by a space. */
    String key() {
        return refs().getFirst() + " " + refs().getLast();
    }
}
