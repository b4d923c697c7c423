package io.telltale.recomputation;

import static java.util.stream.Collectors.groupingBy;

import io.telltale.recomputation.ExpectedPositions.IdPair;
import io.telltale.recomputation.ExpectedPositions.Transition;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which refs are one device, and when, by brute force: everything that may have to do with each
 * other is worked out anew at every time at which any of it changes.
 */
public final class ExpectedIdentities {

    private final IdentityLimits limits;
    private final Map<DeviceRef, Set<DeviceRef>> neighbours = new HashMap<>();

    /** The ref under which the cluster of a ref lies. */
    private final Map<DeviceRef, DeviceRef> clusterOf = new HashMap<>();

    private final Map<DeviceRef, ClusterOverTime> clusters = new HashMap<>();
    private final Map<String, List<ValidityInterval>> intervals = new HashMap<>();

    /** Takes declared links that are not withdrawn, and the events that name refs. */
    public ExpectedIdentities(Collection<DeclaredLink> links, Collection<? extends EventRow> rows) {
        this(links, rows, IdentityLimits.DEFAULT);
    }

    /** The same with other bounds. */
    public ExpectedIdentities(
            Collection<DeclaredLink> links,
            Collection<? extends EventRow> rows,
            IdentityLimits limits) {
        this.limits = limits;
        var places = new ExpectedPositions(rows);
        var pairs = HoldingPairs.of(places.pairs(), limits);
        var byDeviceIds = places.transitions(false);
        var byCarriers = places.transitions(true);
        var holders = ClusterSize.holders(byDeviceIds, byCarriers);
        var all =
                new IdentityAtTime.Cluster(
                        links.stream().sorted(DeclaredLink.EARLIEST).toList(),
                        pairs,
                        byDeviceIds,
                        byCarriers,
                        new ClusterSize(links, pairs.withoutJunk(), holders, limits),
                        limits);
        links.forEach(link -> connect(link.refs().getFirst(), link.refs().getLast()));
        places.pairs().forEach(pair -> connect(pair.one(), pair.other()));
        all.byDeviceIds().forEach(each -> connect(each.carrier(), each.holder()));
        all.byCarriers().forEach(each -> connect(each.carrier(), each.holder()));
        workOut(all, new ListedPartners(links, places.pairs(), holders, limits));
    }

    private void connect(DeviceRef one, DeviceRef other) {
        neighbours.computeIfAbsent(one, _ -> new HashSet<>()).add(other);
        neighbours.computeIfAbsent(other, _ -> new HashSet<>()).add(one);
    }

    /** Every ref that a link or a pair names, and every carrier that ever had a holder. */
    public Set<String> refs() {
        var refs = new HashSet<String>();
        neighbours.keySet().forEach(ref -> refs.add(ref.toString()));
        return refs;
    }

    /** The key of the device to which a ref belongs at a time. */
    public String keyAt(String ref, Instant time) {
        return intervalAt(ref, time).deviceKey();
    }

    /** The interval of a ref that holds a time. */
    public ValidityInterval intervalAt(String ref, Instant time) {
        return intervals(ref).stream()
                .filter(interval -> interval.contains(time))
                .findFirst()
                .orElseThrow();
    }

    /** The refs of that device, in kind order. */
    public List<String> refsAt(String ref, Instant time) {
        var key = keyAt(ref, time);
        var refs =
                overTime(DeviceRef.parse(key)).stream()
                        .flatMap(cluster -> cluster.members(DeviceRef.parse(key)).stream())
                        .filter(member ->
                                ValidityInterval.isBetween(member.since(), time, member.until()))
                        .map(RosterMember::ref)
                        .toList();
        return refs.isEmpty() ? List.of(key) : refs;
    }

    private Optional<ClusterOverTime> overTime(DeviceRef ref) {
        return Optional.ofNullable(clusterOf.get(ref)).map(clusters::get);
    }

    /** The intervals of a ref, oldest first, the last 64; before them it is its own device. */
    public List<ValidityInterval> intervals(String ref) {
        return intervals.computeIfAbsent(ref, this::intervalsOf);
    }

    private List<ValidityInterval> intervalsOf(String ref) {
        var parsed = DeviceRef.parse(ref);
        return overTime(parsed)
                .map(cluster -> cluster.intervals(parsed))
                .orElseGet(() -> List.of(new ValidityInterval(null, null, ref)));
    }

    /**
     * The roster of a device: every ref that is, or was, a member while this ref is the key, in
     * kind order, then by begin. Empty for a ref that never was the key of two refs.
     */
    public List<RosterMember> roster(String keyRef) {
        var key = DeviceRef.parse(keyRef);
        var members = overTime(key).map(cluster -> cluster.members(key)).orElseGet(() -> List.of());
        if (members.stream().map(RosterMember::ref).distinct().count() < 2) {
            return List.of();
        }
        return members.size() <= limits.members() ? members : withoutEarliestEnds(members);
    }

    private List<RosterMember> withoutEarliestEnds(List<RosterMember> members) {
        var kept =
                members.stream()
                        .sorted(
                                Comparator.comparing(
                                                RosterMember::until,
                                                Comparator.nullsLast(Comparator.naturalOrder()))
                                        .reversed())
                        .limit(limits.members())
                        .toList();
        return members.stream().filter(kept::contains).toList();
    }

    /** Links that name the ref and are not applied at some time, one for each other ref. */
    public List<LinkConflict> conflicts(String ref) {
        var parsed = DeviceRef.parse(ref);
        return overTime(parsed)
                .map(cluster -> cluster.conflicts(parsed))
                .orElseGet(() -> List.of());
    }

    /** Takes everything apart that nothing connects at any time; each in the order it had. */
    private void workOut(IdentityAtTime.Cluster all, ListedPartners listed) {
        var refs = new HashMap<DeviceRef, Set<DeviceRef>>();
        for (var start : neighbours.keySet()) {
            if (!clusterOf.containsKey(start)) {
                refs.put(start, around(start));
                refs.get(start).forEach(each -> clusterOf.put(each, start));
            }
        }
        var links = apart(all.links(), link -> link.refs().getFirst());
        var holding = apart(all.pairs().holding(), IdPair::one);
        var rejected = apart(all.pairs().rejected(), IdPair::one);
        var junk = apart(all.pairs().junk(), IdPair::one);
        var byDeviceIds = apart(all.byDeviceIds(), Transition::carrier);
        var byCarriers = apart(all.byCarriers(), Transition::carrier);
        refs.forEach((start, each) ->
                clusters.put(
                        start,
                        new ClusterOverTime(
                                each,
                                new IdentityAtTime.Cluster(
                                        links.getOrDefault(start, List.of()),
                                        new HoldingPairs(
                                                holding.getOrDefault(start, List.of()),
                                                rejected.getOrDefault(start, List.of()),
                                                junk.getOrDefault(start, List.of())),
                                        byDeviceIds.getOrDefault(start, List.of()),
                                        byCarriers.getOrDefault(start, List.of()),
                                        all.size(),
                                        limits),
                                listed)));
    }

    private <T> Map<DeviceRef, List<T>> apart(List<T> all, Function<T, DeviceRef> ref) {
        return all.stream().collect(groupingBy(each -> clusterOf.get(ref.apply(each))));
    }

    /** Everything that anything connects with a ref, at whatever time. */
    private Set<DeviceRef> around(DeviceRef ref) {
        var found = new HashSet<>(Set.of(ref));
        var waiting = new ArrayDeque<>(Set.of(ref));
        while (!waiting.isEmpty()) {
            for (var next : neighbours.getOrDefault(waiting.remove(), Set.of())) {
                if (found.add(next)) {
                    waiting.add(next);
                }
            }
        }
        return found;
    }
}
