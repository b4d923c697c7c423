package io.telltale.recomputation;

import io.telltale.recomputation.ExpectedPositions.IdPair;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which learned pairs of device ids hold, whatever else is linked.
 *
 * @param holding earliest first
 * @param rejected because a ref has another partner
 * @param junk because a ref is named with so many others that it is no device's
 */
record HoldingPairs(List<IdPair> holding, List<IdPair> rejected, List<IdPair> junk) {

    /** Kinds with one value for each device. */
    static final List<RefKind> ONE_EACH =
            List.of(RefKind.IMEI, RefKind.MEID, RefKind.ESN, RefKind.EID);

    static HoldingPairs of(List<IdPair> pairs, IdentityLimits limits) {
        var all = byRef(pairs);
        var junk = new ArrayList<IdPair>();
        var good = new ArrayList<IdPair>();
        pairs.forEach(pair -> (isJunk(pair, all, limits) ? junk : good).add(pair));
        var partners = byRef(good);
        var holding = new ArrayList<IdPair>();
        var rejected = new ArrayList<IdPair>();
        good.forEach(pair -> (holds(pair, partners) ? holding : rejected).add(pair));
        return new HoldingPairs(holding, rejected, junk);
    }

    List<IdPair> withoutJunk() {
        return Stream.concat(holding.stream(), rejected.stream()).toList();
    }

    private static Map<DeviceRef, List<IdPair>> byRef(Collection<IdPair> pairs) {
        var byRef = new HashMap<DeviceRef, List<IdPair>>();
        for (var pair : pairs) {
            byRef.computeIfAbsent(pair.one(), _ -> new ArrayList<>()).add(pair);
            byRef.computeIfAbsent(pair.other(), _ -> new ArrayList<>()).add(pair);
        }
        return byRef;
    }

    private static boolean isJunk(
            IdPair pair, Map<DeviceRef, List<IdPair>> byRef, IdentityLimits limits) {
        return isJunk(pair.one(), byRef, limits) || isJunk(pair.other(), byRef, limits);
    }

    private static boolean isJunk(
            DeviceRef ref, Map<DeviceRef, List<IdPair>> byRef, IdentityLimits limits) {
        var partners = partners(ref, byRef).stream().map(pair -> pair.otherThan(ref)).toList();
        return partners.size() > limits.partners()
                || ONE_EACH.stream()
                        .anyMatch(kind ->
                                partners.stream().filter(other -> other.kind() == kind).count()
                                        > limits.values());
    }

    private static boolean holds(IdPair pair, Map<DeviceRef, List<IdPair>> byRef) {
        var kinds = List.of(pair.one().kind(), pair.other().kind());
        if (ONE_EACH.containsAll(kinds)) {
            return isEarliestOfItsKind(pair, pair.one(), byRef)
                    && isEarliestOfItsKind(pair, pair.other(), byRef);
        }
        return List.of(pair.one(), pair.other()).stream()
                .filter(ref -> !ONE_EACH.contains(ref.kind()))
                .allMatch(ref -> pair.equals(earliest(ref, partners(ref, byRef))));
    }

    /** Whether no earlier partner of the ref has the kind of this one. */
    private static boolean isEarliestOfItsKind(
            IdPair pair, DeviceRef ref, Map<DeviceRef, List<IdPair>> byRef) {
        var kind = pair.otherThan(ref).kind();
        var sameKind =
                partners(ref, byRef).stream()
                        .filter(each -> each.otherThan(ref).kind() == kind)
                        .toList();
        return pair.equals(earliest(ref, sameKind));
    }

    private static List<IdPair> partners(DeviceRef ref, Map<DeviceRef, List<IdPair>> byRef) {
        return byRef.getOrDefault(ref, List.of());
    }

    private static IdPair earliest(DeviceRef ref, Collection<IdPair> partners) {
        return partners.stream()
                .min(Comparator.comparing(IdPair::place).thenComparing(pair -> pair.otherThan(ref)))
                .orElseThrow();
    }
}
