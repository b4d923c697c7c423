package io.telltale.localstack.expected;

import static java.util.stream.Collectors.groupingBy;

import io.telltale.localstack.expected.RememberedPlaces.IdPair;
import io.telltale.localstack.expected.RememberedPlaces.Transition;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which refs are one device, and when, by brute force: everything that may have to do with each
 * other is worked out anew at every time at which any of it changes.
 */
public final class ExpectedIdentities {

    private static final int MOST_INTERVALS = 64;
    private static final int MOST_MEMBERS = 128;

    private final Map<DeviceRef, Set<DeviceRef>> neighbours = new HashMap<>();

    /** By a ref of each. */
    private final Map<DeviceRef, IdentityAtTime.Cluster> clusters;

    /** The ref under which the cluster of a ref lies. */
    private final Map<DeviceRef, DeviceRef> clusterOf = new HashMap<>();

    private final Map<DeviceRef, List<Slice>> slices = new HashMap<>();
    private final Map<String, List<ValidityInterval>> intervals = new HashMap<>();

    /** Takes declared links that are not withdrawn, and the events that name refs. */
    public ExpectedIdentities(Collection<DeclaredLink> links, Collection<? extends EventRow> rows) {
        var places = new RememberedPlaces(rows);
        var pairs = HoldingPairs.of(places.pairs());
        var all =
                new IdentityAtTime.Cluster(
                        links.stream().sorted(DeclaredLink.EARLIEST).toList(),
                        pairs,
                        places.transitions(false),
                        places.transitions(true));
        links.forEach(link -> connect(link.refs().getFirst(), link.refs().getLast()));
        places.pairs().forEach(pair -> connect(pair.one(), pair.other()));
        all.byDeviceIds().forEach(each -> connect(each.carrier(), each.holder()));
        all.byCarriers().forEach(each -> connect(each.carrier(), each.holder()));
        this.clusters = clusters(all);
    }

    /**
     * An interval in which nothing changes around a ref.
     *
     * @param begin {@link Instant#MIN} for the first
     */
    private record Slice(Instant begin, IdentityAtTime identity) {}

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
        var key = DeviceRef.parse(keyAt(ref, time));
        return sliceAt(key, time).identity().device(key).stream().map(DeviceRef::toString).toList();
    }

    private Slice sliceAt(DeviceRef ref, Instant time) {
        Slice found = null;
        for (var slice : slices(ref)) {
            if (!slice.begin().isAfter(time)) {
                found = slice;
            }
        }
        return Objects.requireNonNull(found, "the first slice begins before all times");
    }

    /** The intervals of a ref, oldest first, the last 64; before them it is its own device. */
    public List<ValidityInterval> intervals(String ref) {
        return intervals.computeIfAbsent(ref, this::intervalsOf);
    }

    private List<ValidityInterval> intervalsOf(String ref) {
        var parsed = DeviceRef.parse(ref);
        var all = new ArrayList<ValidityInterval>();
        for (var slice : slices(parsed)) {
            var key = slice.identity().key(parsed).toString();
            if (all.isEmpty()) {
                all.add(new ValidityInterval(null, null, key));
            } else if (!all.getLast().deviceKey().equals(key)) {
                var ended = all.removeLast();
                all.add(new ValidityInterval(ended.validFrom(), slice.begin(), ended.deviceKey()));
                all.add(new ValidityInterval(slice.begin(), null, key));
            }
        }
        return all.size() <= MOST_INTERVALS
                ? all
                : withOneBefore(ref, all.subList(all.size() - MOST_INTERVALS, all.size()));
    }

    private static List<ValidityInterval> withOneBefore(String ref, List<ValidityInterval> kept) {
        var all = new ArrayList<>(kept);
        var first = all.removeFirst();
        if (first.deviceKey().equals(ref)) {
            all.addFirst(new ValidityInterval(null, first.validTo(), ref));
        } else {
            all.addFirst(first);
            all.addFirst(new ValidityInterval(null, first.validFrom(), ref));
        }
        return all;
    }

    /**
     * The roster of a device: every ref that is, or was, a member while this ref is the key, in
     * kind order, then by begin. Empty for a ref that never was the key of two refs.
     */
    public List<RosterMember> roster(String keyRef) {
        var key = DeviceRef.parse(keyRef);
        var slices = slices(key);
        var refs = new TreeSet<DeviceRef>();
        for (var slice : slices) {
            if (slice.identity().key(key).equals(key)) {
                refs.addAll(slice.identity().device(key));
            }
        }
        if (refs.size() < 2) {
            return List.of();
        }
        var members = new ArrayList<RosterMember>();
        refs.forEach(ref -> members.addAll(memberships(ref, key, slices)));
        return members.size() <= MOST_MEMBERS ? members : withoutEarliestEnds(members);
    }

    private static List<RosterMember> withoutEarliestEnds(List<RosterMember> members) {
        var kept =
                members.stream()
                        .sorted(
                                Comparator.comparing(
                                                RosterMember::until,
                                                Comparator.nullsLast(Comparator.naturalOrder()))
                                        .reversed())
                        .limit(MOST_MEMBERS)
                        .toList();
        return members.stream().filter(kept::contains).toList();
    }

    private static List<RosterMember> memberships(
            DeviceRef ref, DeviceRef key, List<Slice> slices) {
        var memberships = new ArrayList<RosterMember>();
        var open = new ArrayList<Slice>();
        for (var slice : slices) {
            if (slice.identity().key(ref).equals(key)) {
                open.add(slice);
            } else if (!open.isEmpty()) {
                memberships.add(membership(ref, open, slice.begin()));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            memberships.add(membership(ref, open, null));
        }
        return memberships;
    }

    /**
     * The evidence is that of the begin; of a key that is alone then, that of its first companion
     * in the interval. A key that is alone all the time has none.
     */
    private static RosterMember membership(
            DeviceRef ref, List<Slice> slices, @Nullable Instant until) {
        var begin = slices.getFirst().begin();
        var evidence =
                slices.stream()
                        .flatMap(slice -> slice.identity().evidence(ref).stream())
                        .findFirst()
                        .orElse(Evidence.NONE);
        return new RosterMember(
                ref.toString(), begin.equals(Instant.MIN) ? null : begin, until, evidence);
    }

    /** Links that name the ref and are not applied at some time, each once. */
    public List<LinkConflict> conflicts(String ref) {
        var parsed = DeviceRef.parse(ref);
        var found = new LinkedHashMap<List<Object>, LinkConflict>();
        for (var slice : slices(parsed)) {
            for (var conflict : slice.identity().conflicts()) {
                if (conflict.one().equals(parsed) || conflict.other().equals(parsed)) {
                    var other = conflict.one().equals(parsed) ? conflict.other() : conflict.one();
                    found.putIfAbsent(
                            List.of(other, conflict.reason(), conflict.evidence().isDeclared()),
                            new LinkConflict(
                                    other.toString(), conflict.reason(), conflict.evidence()));
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(conflict -> DeviceRef.parse(conflict.otherRef())))
                .toList();
    }

    private List<Slice> slices(DeviceRef ref) {
        return slices.computeIfAbsent(
                clusterOf.getOrDefault(ref, ref),
                start -> {
                    var cluster = clusters.getOrDefault(start, IdentityAtTime.Cluster.EMPTY);
                    return times(cluster).stream()
                            .map(time -> new Slice(time, new IdentityAtTime(time, cluster)))
                            .toList();
                });
    }

    /** Everything that anything connects at whatever time, apart; each in the order it had. */
    private Map<DeviceRef, IdentityAtTime.Cluster> clusters(IdentityAtTime.Cluster all) {
        for (var start : neighbours.keySet()) {
            if (!clusterOf.containsKey(start)) {
                around(start).forEach(each -> clusterOf.put(each, start));
            }
        }
        var links = apart(all.links(), link -> link.refs().getFirst());
        var holding = apart(all.pairs().holding(), IdPair::one);
        var rejected = apart(all.pairs().rejected(), IdPair::one);
        var junk = apart(all.pairs().junk(), IdPair::one);
        var byDeviceIds = apart(all.byDeviceIds(), Transition::carrier);
        var byCarriers = apart(all.byCarriers(), Transition::carrier);
        var clusters = new HashMap<DeviceRef, IdentityAtTime.Cluster>();
        for (var start : Set.copyOf(clusterOf.values())) {
            clusters.put(
                    start,
                    new IdentityAtTime.Cluster(
                            links.getOrDefault(start, List.of()),
                            new HoldingPairs(
                                    holding.getOrDefault(start, List.of()),
                                    rejected.getOrDefault(start, List.of()),
                                    junk.getOrDefault(start, List.of())),
                            byDeviceIds.getOrDefault(start, List.of()),
                            byCarriers.getOrDefault(start, List.of())));
        }
        return clusters;
    }

    private <T> Map<DeviceRef, List<T>> apart(List<T> all, Function<T, DeviceRef> ref) {
        return all.stream().collect(groupingBy(each -> clusterOf.get(ref.apply(each))));
    }

    /** All times at which anything may change, and one before them. */
    private static SortedSet<Instant> times(IdentityAtTime.Cluster cluster) {
        var times = new TreeSet<>(Set.of(Instant.MIN));
        for (var link : cluster.links()) {
            if (link.validFrom() != null) {
                times.add(link.validFrom());
            }
            if (link.validTo() != null) {
                times.add(link.validTo());
            }
        }
        cluster.byDeviceIds().forEach(each -> times.add(each.place().at()));
        cluster.byCarriers().forEach(each -> times.add(each.place().at()));
        return times;
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
