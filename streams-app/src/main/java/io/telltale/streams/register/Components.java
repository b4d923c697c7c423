package io.telltale.streams.register;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Joins the refs of a cluster over time: first by the links that hold, then by pairs in the order
 * of their places, as far as the limits and the unique kinds allow.
 */
final class Components {

    private final Cluster cluster;
    private final List<Link> links;
    private final List<Pair> pairs;
    private final int mostRefs;
    private final List<Pair> holding = new ArrayList<>();
    private final List<Cluster.Slice> slices = new ArrayList<>();
    private final Set<Rejected> rejected = new LinkedHashSet<>();

    private Components(Cluster cluster, List<Link> links, List<Pair> pairs, int mostRefs) {
        this.cluster = cluster;
        this.links = links;
        this.pairs = pairs.stream().sorted(Pair.ORDER).toList();
        this.mostRefs = mostRefs;
    }

    /** The components of a cluster whose links and pairs are applied. */
    static Components of(Cluster cluster, List<Link> links, List<Pair> pairs, Facts facts) {
        var components = new Components(cluster, links, pairs, facts.limits().refs());
        components.holding.addAll(EarliestPartners.mutual(components.pairs));
        components.joinOverTime();
        return components;
    }

    /** Every ref by itself. */
    static Components alone(Cluster cluster) {
        var components = new Components(cluster, List.of(), List.of(), Integer.MAX_VALUE);
        components.joinOverTime();
        return components;
    }

    List<Cluster.Slice> slices() {
        return slices;
    }

    List<Rejected> rejected() {
        return List.copyOf(rejected);
    }

    private void joinOverTime() {
        var begins = new TreeSet<>(List.of(Long.MIN_VALUE));
        links.forEach(link -> {
            begins.add(link.validFrom());
            begins.add(link.validTo());
        });
        begins.remove(Long.MAX_VALUE);
        for (var begin : begins) {
            var next = begins.higher(begin);
            slices.add(slice(begin, next == null ? Long.MAX_VALUE : next));
        }
    }

    private Cluster.Slice slice(long begin, long end) {
        var groups = new HashMap<DeviceRef, Group>();
        cluster.refs().forEach(ref -> groups.put(ref, new Group(ref)));
        declare(begin, groups);
        learn(groups);
        rejectNotHolding(groups);
        var components = new IdentityHashMap<Group, Component>();
        var ofRefs = new TreeMap<DeviceRef, Component>();
        groups.forEach((ref, group) ->
                ofRefs.put(ref, components.computeIfAbsent(group, each -> each.of(cluster))));
        return new Cluster.Slice(begin, end, ofRefs);
    }

    private void declare(long time, Map<DeviceRef, Group> groups) {
        var held = links.stream().filter(link -> link.holdsAt(time)).sorted(Link.ORDER).toList();
        held.forEach(link -> join(link.one(), link.other(), groups));
        for (var group : distinct(groups.values())) {
            if (group.refs.size() > mostRefs) {
                group.refs.forEach(ref -> groups.put(ref, new Group(ref)));
            }
        }
        for (var link : held) {
            var group = group(link.one(), groups);
            if (group.refs.contains(link.other())) {
                group.refs.forEach(ref -> group.links.putIfAbsent(ref, link));
            } else {
                rejected.add(Rejected.of(link, ConflictReason.TOO_MANY_REFS));
            }
        }
    }

    private static List<Group> distinct(Collection<Group> groups) {
        var seen = new IdentityHashMap<Group, Boolean>();
        groups.forEach(group -> seen.put(group, true));
        return List.copyOf(seen.keySet());
    }

    private void learn(Map<DeviceRef, Group> groups) {
        for (var pair : holding) {
            var one = group(pair.one(), groups);
            var other = group(pair.other(), groups);
            if (one == other) {
                continue;
            }
            if (one.sharesUniqueKindWith(other)) {
                rejected.add(Rejected.of(pair, ConflictReason.TWO_OF_A_KIND));
            } else if (one.refs.size() + other.refs.size() > mostRefs) {
                rejected.add(Rejected.of(pair, ConflictReason.TOO_MANY_REFS));
            } else {
                join(pair.one(), pair.other(), groups);
            }
        }
        for (var pair : holding) {
            var group = group(pair.one(), groups);
            if (group.refs.contains(pair.other())) {
                group.pairs.putIfAbsent(pair.one(), pair);
                group.pairs.putIfAbsent(pair.other(), pair);
            }
        }
    }

    private void rejectNotHolding(Map<DeviceRef, Group> groups) {
        var held = new HashSet<>(holding);
        for (var pair : pairs) {
            if (!held.contains(pair) && !group(pair.one(), groups).refs.contains(pair.other())) {
                rejected.add(Rejected.of(pair, ConflictReason.TWO_OF_A_KIND));
            }
        }
    }

    private static void join(DeviceRef one, DeviceRef other, Map<DeviceRef, Group> groups) {
        var first = group(one, groups);
        var second = group(other, groups);
        if (first != second) {
            first.absorb(second);
            second.refs.forEach(ref -> groups.put(ref, first));
        }
    }

    private static Group group(DeviceRef ref, Map<DeviceRef, Group> groups) {
        return requireNonNull(groups.get(ref), "not in this cluster");
    }

    /** A component while it is joined. */
    private static final class Group {

        private final TreeSet<DeviceRef> refs = new TreeSet<>();
        private final Map<DeviceRef, Link> links = new HashMap<>();
        private final Map<DeviceRef, Pair> pairs = new HashMap<>();

        Group(DeviceRef ref) {
            refs.add(ref);
        }

        void absorb(Group other) {
            refs.addAll(other.refs);
            links.putAll(other.links);
        }

        /** Their values of a kind always differ, because no ref is in two groups. */
        boolean sharesUniqueKindWith(Group other) {
            var kinds = uniqueKinds();
            return other.uniqueKinds().stream().anyMatch(kinds::contains);
        }

        private Set<RefKind> uniqueKinds() {
            var kinds = new HashSet<RefKind>();
            refs.stream().map(DeviceRef::kind).filter(Tiers::isUnique).forEach(kinds::add);
            return kinds;
        }

        Component of(Cluster cluster) {
            return new Component(cluster, List.copyOf(refs), Map.copyOf(links), Map.copyOf(pairs));
        }
    }
}
