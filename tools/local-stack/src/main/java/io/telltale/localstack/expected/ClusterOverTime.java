package io.telltale.localstack.expected;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Refs that anything connects with each other, worked out anew at every time at which any of it
 * changes.
 */
final class ClusterOverTime {

    private final Map<DeviceRef, List<Membership>> byRef = new HashMap<>();
    private final Map<DeviceRef, SortedMap<DeviceRef, List<Membership>>> byKey = new HashMap<>();
    private final Map<List<Object>, IdentityAtTime.Conflict> conflicts = new LinkedHashMap<>();

    /**
     * Works it out.
     *
     * @param refs all that the cluster names
     */
    ClusterOverTime(Collection<DeviceRef> refs, IdentityAtTime.Cluster cluster) {
        for (var time : times(cluster)) {
            var identity = new IdentityAtTime(time, cluster);
            refs.forEach(ref -> goOn(ref, time, identity));
            identity.conflicts().forEach(this::note);
        }
        byRef.forEach((ref, memberships) ->
                memberships.forEach(membership ->
                        byKey.computeIfAbsent(membership.key, _ -> new TreeMap<>())
                                .computeIfAbsent(ref, _ -> new ArrayList<>())
                                .add(membership)));
    }

    /** A time in which a ref is of one device; what is open still changes. */
    private static final class Membership {

        private final DeviceRef key;
        private final Instant begin;
        private @Nullable Instant until;
        private ExpectedEvidence evidence = ExpectedEvidence.NONE;

        Membership(DeviceRef key, Instant begin) {
            this.key = key;
            this.begin = begin;
        }

        @Nullable Instant since() {
            return begin.equals(Instant.MIN) ? null : begin;
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

    /**
     * The evidence is that of the begin; of a key that is alone then, that of its first companion
     * in the interval.
     */
    private void goOn(DeviceRef ref, Instant time, IdentityAtTime identity) {
        var known = byRef.computeIfAbsent(ref, _ -> new ArrayList<>());
        var key = identity.key(ref);
        if (known.isEmpty() || !known.getLast().key.equals(key)) {
            if (!known.isEmpty()) {
                known.getLast().until = time;
            }
            known.add(new Membership(key, time));
        }
        var now = known.getLast();
        if (now.evidence.equals(ExpectedEvidence.NONE)) {
            now.evidence = identity.evidence(ref).orElse(ExpectedEvidence.NONE);
        }
    }

    private void note(IdentityAtTime.Conflict conflict) {
        conflicts.putIfAbsent(
                List.of(
                        conflict.one(),
                        conflict.other(),
                        conflict.reason(),
                        conflict.evidence().isDeclared()),
                conflict);
    }

    /** The devices of a ref, oldest first, without gaps. */
    List<ValidityInterval> intervals(DeviceRef ref) {
        return byRef.getOrDefault(ref, List.of()).stream()
                .map(each -> new ValidityInterval(each.since(), each.until, each.key.toString()))
                .toList();
    }

    /** Who is, or was, a member of a device, in kind order, then by begin. */
    List<RosterMember> members(DeviceRef key) {
        var members = new ArrayList<RosterMember>();
        byKey.getOrDefault(key, new TreeMap<>())
                .forEach((ref, memberships) ->
                        memberships.forEach(each ->
                                members.add(
                                        new RosterMember(
                                                ref.toString(),
                                                each.since(),
                                                each.until,
                                                each.evidence))));
        return members;
    }

    /** Links that name the ref and are not applied at some time, each once. */
    List<LinkConflict> conflicts(DeviceRef ref) {
        return conflicts.values().stream()
                .filter(each -> each.one().equals(ref) || each.other().equals(ref))
                .map(each ->
                        new LinkConflict(
                                (each.one().equals(ref) ? each.other() : each.one()).toString(),
                                each.reason(),
                                each.evidence()))
                .sorted(Comparator.comparing(conflict -> DeviceRef.parse(conflict.otherRef())))
                .toList();
    }
}
