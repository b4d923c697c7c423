package io.telltale.recomputation;

import io.telltale.recomputation.ExpectedPositions.IdPair;
import io.telltale.recomputation.ExpectedPositions.Transition;
import io.telltale.schemas.ref.DeviceRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which refs are connected with so many others, at any time, that identity does not join them. Refs
 * that links and pairs connect are a cluster.
 */
final class ClusterSize {

    private final IdentityLimits limits;
    private final Map<DeviceRef, Set<DeviceRef>> clusters = new HashMap<>();
    private final Map<DeviceRef, Set<DeviceRef>> holders;
    private final Set<DeviceRef> tooLarge = new HashSet<>();
    private final Map<DeviceRef, Boolean> crowded = new HashMap<>();

    /**
     * Counts.
     *
     * @param pairs without junk
     */
    ClusterSize(
            Collection<DeclaredLink> links,
            List<IdPair> pairs,
            Map<DeviceRef, Set<DeviceRef>> holders,
            IdentityLimits limits) {
        this.limits = limits;
        this.holders = holders;
        links.forEach(link -> unite(link.refs().getFirst(), link.refs().getLast()));
        pairs.forEach(pair -> unite(pair.one(), pair.other()));
        var edges = new HashMap<Set<DeviceRef>, Integer>();
        links.forEach(link -> edges.merge(cluster(link.refs().getFirst()), 1, Integer::sum));
        pairs.forEach(pair -> edges.merge(cluster(pair.one()), 1, Integer::sum));
        edges.forEach((cluster, count) -> {
            if (cluster.size() > limits.clusterRefs() || count > limits.clusterEdges()) {
                tooLarge.addAll(cluster);
            }
        });
    }

    /** All holders that each carrier has at any time: device ids before carriers. */
    static Map<DeviceRef, Set<DeviceRef>> holders(
            List<Transition> byDeviceIds, List<Transition> byCarriers) {
        var holders = new HashMap<DeviceRef, Set<DeviceRef>>();
        var firstDeviceId = new TreeMap<DeviceRef, ExpectedPosition>();
        for (var transition : byDeviceIds) {
            add(holders, transition);
            firstDeviceId.putIfAbsent(transition.carrier(), transition.place());
        }
        for (var transition : byCarriers) {
            var first = firstDeviceId.get(transition.carrier());
            if (first == null || transition.place().at().isBefore(first.at())) {
                add(holders, transition);
            }
        }
        return holders;
    }

    private static void add(Map<DeviceRef, Set<DeviceRef>> holders, Transition transition) {
        holders.computeIfAbsent(transition.carrier(), _ -> new HashSet<>())
                .add(transition.holder());
    }

    private void unite(DeviceRef one, DeviceRef other) {
        var all = new HashSet<>(cluster(one));
        if (all.addAll(cluster(other))) {
            all.forEach(ref -> clusters.put(ref, all));
        }
    }

    private Set<DeviceRef> cluster(DeviceRef ref) {
        return clusters.getOrDefault(ref, Set.of(ref));
    }

    /** Whether its cluster has too many refs, or too many links and pairs. */
    boolean isTooLarge(DeviceRef ref) {
        return tooLarge.contains(ref);
    }

    /** Whether too many carriers ever followed its cluster, also through other carriers. */
    boolean isCrowded(DeviceRef ref) {
        return crowded.computeIfAbsent(ref, this::hasTooManyFollowers);
    }

    private boolean hasTooManyFollowers(DeviceRef ref) {
        var followed = new HashSet<>(isTooLarge(ref) ? Set.of(ref) : cluster(ref));
        var followers = new HashSet<DeviceRef>();
        var before = -1;
        while (before != followers.size()) {
            before = followers.size();
            holders.forEach((carrier, all) -> {
                if (!followers.contains(carrier) && all.stream().anyMatch(followed::contains)) {
                    followers.add(carrier);
                }
            });
            followed.addAll(followers);
        }
        return followers.size() > limits.clusterCarriers();
    }
}
