package io.telltale.localstack.expected;

import io.telltale.localstack.expected.RememberedPlaces.IdPair;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which learned pairs of device ids hold, whatever else is linked.
 *
 * @param holding earliest first
 * @param rejected because a ref has another partner
 * @param junk because a ref is named with so many others that it is no device's
 */
record HoldingPairs(List<IdPair> holding, List<IdPair> rejected, List<IdPair> junk) {

    /** Kinds of which a device has one value. */
    static final List<RefKind> ONE_EACH =
            List.of(RefKind.IMEI, RefKind.MEID, RefKind.ESN, RefKind.EID);

    private static final int MOST_PARTNERS = 256;
    private static final int MOST_PARTNERS_OF_A_KIND = 8;

    static HoldingPairs of(List<IdPair> pairs) {
        var byRef = new HashMap<DeviceRef, List<IdPair>>();
        for (var pair : pairs) {
            byRef.merge(pair.one(), List.of(pair), HoldingPairs::both);
            byRef.merge(pair.other(), List.of(pair), HoldingPairs::both);
        }
        var junk = pairs.stream().filter(pair -> isJunk(pair, byRef)).toList();
        var good = pairs.stream().filter(pair -> !junk.contains(pair)).toList();
        var holding = good.stream().filter(pair -> holds(pair, good)).toList();
        return new HoldingPairs(
                holding, good.stream().filter(pair -> !holding.contains(pair)).toList(), junk);
    }

    private static List<IdPair> both(List<IdPair> some, List<IdPair> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static boolean isJunk(IdPair pair, Map<DeviceRef, List<IdPair>> byRef) {
        return isJunk(pair.one(), byRef) || isJunk(pair.other(), byRef);
    }

    private static boolean isJunk(DeviceRef ref, Map<DeviceRef, List<IdPair>> byRef) {
        var partners =
                byRef.getOrDefault(ref, List.of()).stream()
                        .map(pair -> pair.otherThan(ref))
                        .toList();
        return partners.size() > MOST_PARTNERS
                || ONE_EACH.stream()
                        .anyMatch(kind ->
                                partners.stream().filter(other -> other.kind() == kind).count()
                                        > MOST_PARTNERS_OF_A_KIND);
    }

    private static boolean holds(IdPair pair, Collection<IdPair> all) {
        var kinds = List.of(pair.one().kind(), pair.other().kind());
        if (ONE_EACH.containsAll(kinds)) {
            return isEarliestOfItsKind(pair, pair.one(), all)
                    && isEarliestOfItsKind(pair, pair.other(), all);
        }
        return List.of(pair.one(), pair.other()).stream()
                .filter(ref -> !ONE_EACH.contains(ref.kind()))
                .allMatch(ref -> pair.equals(earliest(ref, all)));
    }

    /** Whether no earlier partner of the ref has the kind of this one. */
    private static boolean isEarliestOfItsKind(IdPair pair, DeviceRef ref, Collection<IdPair> all) {
        var kind = pair.otherThan(ref).kind();
        return pair.equals(
                earliest(
                        ref,
                        all.stream()
                                .filter(each -> each.names(ref))
                                .filter(each -> each.otherThan(ref).kind() == kind)
                                .toList()));
    }

    private static IdPair earliest(DeviceRef ref, Collection<IdPair> all) {
        return all.stream()
                .filter(pair -> pair.names(ref))
                .min(Comparator.comparing(IdPair::place).thenComparing(pair -> pair.otherThan(ref)))
                .orElseThrow();
    }
}
