package io.telltale.recomputation;

import io.telltale.recomputation.ExpectedPositions.IdPair;
import io.telltale.schemas.ref.DeviceRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Of very many links, pairs and followers of a ref, the first in the order of their texts. A
 * conflict with another one is not shown.
 */
final class ListedPartners {

    private final Map<DeviceRef, Set<String>> linked = new HashMap<>();
    private final Map<DeviceRef, Set<String>> paired = new HashMap<>();
    private final Map<DeviceRef, Set<String>> followers = new HashMap<>();

    ListedPartners(
            Collection<DeclaredLink> links,
            List<IdPair> pairs,
            Map<DeviceRef, Set<DeviceRef>> holders,
            IdentityLimits limits) {

        links.forEach(link -> addBoth(linked, link.refs().getFirst(), link.refs().getLast()));
        pairs.forEach(pair -> addBoth(paired, pair.one(), pair.other()));
        holders.forEach((carrier, all) -> all.forEach(holder -> add(followers, holder, carrier)));
        linked.replaceAll((_, all) -> first(all, limits.clusterEdges()));
        paired.replaceAll((_, all) -> first(all, limits.partners()));
        followers.replaceAll((_, all) -> first(all, limits.clusterCarriers()));
    }

    private static void addBoth(
            Map<DeviceRef, Set<String>> partners, DeviceRef one, DeviceRef other) {
        add(partners, one, other);
        add(partners, other, one);
    }

    private static void add(Map<DeviceRef, Set<String>> partners, DeviceRef ref, DeviceRef other) {
        partners.computeIfAbsent(ref, _ -> new TreeSet<>()).add(other.toString());
    }

    private static Set<String> first(Set<String> sorted, int limit) {
        return new HashSet<>(sorted.stream().limit(limit + 1L).toList());
    }

    /** Whether a conflict of a ref with another is shown among those of the ref. */
    boolean isListed(DeviceRef ref, DeviceRef other, boolean isDeclared) {
        if (isDeclared) {
            return isIn(linked, ref, other);
        }
        if (!ref.kind().isCarrier() && !other.kind().isCarrier()) {
            return isIn(paired, ref, other);
        }
        return !isFollower(other, ref) || isIn(followers, ref, other);
    }

    private static boolean isIn(Map<DeviceRef, Set<String>> all, DeviceRef ref, DeviceRef other) {
        return all.getOrDefault(ref, Set.of()).contains(other.toString());
    }

    private static boolean isFollower(DeviceRef carrier, DeviceRef ref) {
        return carrier.kind().isCarrier()
                && (!ref.kind().isCarrier()
                        || ExpectedPositions.TIERS.indexOf(carrier.kind())
                                > ExpectedPositions.TIERS.indexOf(ref.kind()));
    }
}
