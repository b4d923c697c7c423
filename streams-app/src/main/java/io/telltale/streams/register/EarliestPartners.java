package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides which pairs of device ids hold. Ids of unique kinds must be each other's earliest partner
 * of their kinds; an id of another kind belongs to its earliest partner.
 */
final class EarliestPartners {

    /** Earliest partner of an id of a unique kind, by the kind of the partner. */
    private final Map<OfKind, DeviceRef> ofKind = new HashMap<>();

    /** Earliest partner of an id of another kind. */
    private final Map<DeviceRef, DeviceRef> ofAny = new HashMap<>();

    private EarliestPartners() {}

    private record OfKind(DeviceRef ref, RefKind kind) {}

    /**
     * The pairs that hold.
     *
     * @param sorted pairs in their order, so that of one id the earliest partner comes first
     */
    static List<Pair> mutual(List<Pair> sorted) {
        var partners = new EarliestPartners();
        for (var pair : sorted) {
            partners.add(pair.one(), pair.other());
            partners.add(pair.other(), pair.one());
        }
        return sorted.stream().filter(partners::holds).toList();
    }

    private void add(DeviceRef ref, DeviceRef partner) {
        if (!Tiers.isUnique(ref.kind())) {
            ofAny.putIfAbsent(ref, partner);
        } else if (Tiers.isUnique(partner.kind())) {
            ofKind.putIfAbsent(new OfKind(ref, partner.kind()), partner);
        }
    }

    private boolean holds(Pair pair) {
        return isEarliestOf(pair.one(), pair.other()) && isEarliestOf(pair.other(), pair.one());
    }

    /** An id of a unique kind does not choose among ids of the other kinds. */
    private boolean isEarliestOf(DeviceRef ref, DeviceRef partner) {
        if (!Tiers.isUnique(ref.kind())) {
            return Objects.equals(ofAny.get(ref), partner);
        }
        return !Tiers.isUnique(partner.kind())
                || Objects.equals(ofKind.get(new OfKind(ref, partner.kind())), partner);
    }
}
