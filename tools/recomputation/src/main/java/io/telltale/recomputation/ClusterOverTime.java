package io.telltale.recomputation;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Refs that anything connects with each other, worked out anew at every time at which any of it
 * changes.
 */
final class ClusterOverTime {

    private static final Comparator<IdentityAtTime.Conflict> FIRST_SHOWN =
            Comparator.comparing(
                            (IdentityAtTime.Conflict each) -> each.evidence().isDeclared(),
                            Comparator.reverseOrder())
                    .thenComparing(IdentityAtTime.Conflict::evidence, ExpectedEvidence.EARLIEST)
                    .thenComparing(IdentityAtTime.Conflict::reason);

    private final IdentityLimits limits;
    private final Map<DeviceRef, List<Membership>> byRef = new HashMap<>();
    private final Map<DeviceRef, SortedMap<DeviceRef, List<Membership>>> byKey = new HashMap<>();
    private final Map<DeviceRef, Set<IdentityAtTime.Conflict>> conflicts = new HashMap<>();
    private final ListedPartners listed;

    /**
     * Works it out.
     *
     * @param refs all that the cluster names
     */
    ClusterOverTime(
            Collection<DeviceRef> refs, IdentityAtTime.Cluster cluster, ListedPartners listed) {
        this.limits = cluster.limits();
        this.listed = listed;
        for (var time : times(cluster)) {
            var identity = new IdentityAtTime(time, cluster);
            refs.forEach(ref -> goOn(ref, time, identity));
            identity.conflicts().forEach(this::note);
        }
        byRef.replaceAll(this::truncated);
        byRef.forEach((ref, memberships) ->
                memberships.forEach(membership ->
                        byKey.computeIfAbsent(membership.key, _ -> new TreeMap<>())
                                .computeIfAbsent(ref, _ -> new ArrayList<>())
                                .add(membership)));
    }

    /**
     * A time in which a ref is of one device.
     *
     * @param begin inclusive; {@link Instant#MIN} since ever
     * @param end exclusive; {@link Instant#MAX} still
     * @param evidence of the begin; null for a key that others join
     */
    private record Membership(
            DeviceRef key, Instant begin, Instant end, @Nullable ExpectedEvidence evidence) {

        Membership until(Instant time) {
            return new Membership(key, begin, time, evidence);
        }

        boolean holds(Instant time) {
            return !begin.isAfter(time) && end.isAfter(time);
        }

        @Nullable Instant since() {
            return begin.equals(Instant.MIN) ? null : begin;
        }

        @Nullable Instant until() {
            return end.equals(Instant.MAX) ? null : end;
        }
    }

    /** All times at which anything may change, and one before them. */
    private static SortedSet<Instant> times(IdentityAtTime.Cluster cluster) {
        var times = new TreeSet<Instant>();
        times.add(Instant.MIN);
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

    private void goOn(DeviceRef ref, Instant time, IdentityAtTime identity) {
        var known = byRef.computeIfAbsent(ref, _ -> new ArrayList<>());
        var key = identity.key(ref);
        if (!known.isEmpty() && known.getLast().key().equals(key)) {
            return;
        }
        if (!known.isEmpty()) {
            known.add(known.removeLast().until(time));
        }
        known.add(new Membership(key, time, Instant.MAX, identity.evidence(ref).orElse(null)));
    }

    /** The last ones; before them the ref is its own device. */
    private List<Membership> truncated(DeviceRef ref, List<Membership> all) {
        if (all.size() <= limits.intervals() + 1) {
            return all;
        }
        var kept = new ArrayList<>(all.subList(all.size() - limits.intervals(), all.size()));
        var end = kept.getFirst().begin();
        if (kept.getFirst().key().equals(ref)) {
            end = kept.removeFirst().end();
        }
        kept.addFirst(new Membership(ref, Instant.MIN, end, null));
        return kept;
    }

    private void note(IdentityAtTime.Conflict conflict) {
        conflicts.computeIfAbsent(conflict.one(), _ -> new HashSet<>()).add(conflict);
        conflicts.computeIfAbsent(conflict.other(), _ -> new HashSet<>()).add(conflict);
    }

    /** The devices of a ref, oldest first, without gaps. */
    List<ValidityInterval> intervals(DeviceRef ref) {
        return byRef.getOrDefault(ref, List.of()).stream()
                .map(each ->
                        new ValidityInterval(each.since(), each.until(), each.key().toString()))
                .toList();
    }

    /** The members of a device at any time, in kind order, then by begin. */
    List<RosterMember> members(DeviceRef key) {
        var ofKey = byKey.getOrDefault(key, new TreeMap<>());
        var members = new ArrayList<RosterMember>();
        ofKey.forEach((ref, memberships) ->
                memberships.forEach(each ->
                        members.add(
                                new RosterMember(
                                        ref.toString(),
                                        each.since(),
                                        each.until(),
                                        evidence(each, ofKey)))));
        return members;
    }

    /** Of a key that others join, that of the first of them in its interval. */
    private static ExpectedEvidence evidence(
            Membership membership, Map<DeviceRef, List<Membership>> ofKey) {
        var own = membership.evidence();
        return own != null
                ? own
                : ofKey.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(membership.key()))
                        .flatMap(entry -> entry.getValue().stream())
                        .filter(other -> membership.holds(other.begin()))
                        .min(
                                Comparator.comparing(Membership::begin)
                                        .thenComparing(
                                                other -> requireNonNull(other.evidence()),
                                                Comparator.comparing(
                                                                ExpectedEvidence::isDeclared,
                                                                Comparator.reverseOrder())
                                                        .thenComparing(ExpectedEvidence.EARLIEST)))
                        .map(other -> requireNonNull(other.evidence()))
                        .orElse(ExpectedEvidence.NONE);
    }

    /**
     * Links that name the ref and are not applied at some time, in kind order of the other refs. Of
     * several with one ref, a declared link comes first, then the earliest.
     */
    List<LinkConflict> conflicts(DeviceRef ref) {
        var byOther = new TreeMap<DeviceRef, IdentityAtTime.Conflict>();
        for (var conflict : conflicts.getOrDefault(ref, Set.of())) {
            var other = conflict.one().equals(ref) ? conflict.other() : conflict.one();
            if (listed.isListed(ref, other, conflict.evidence().isDeclared())) {
                byOther.merge(other, conflict, BinaryOperator.minBy(FIRST_SHOWN));
            }
        }
        return byOther.entrySet().stream()
                .limit(limits.conflicts())
                .map(entry ->
                        new LinkConflict(
                                entry.getKey().toString(),
                                entry.getValue().reason(),
                                entry.getValue().evidence()))
                .toList();
    }
}
