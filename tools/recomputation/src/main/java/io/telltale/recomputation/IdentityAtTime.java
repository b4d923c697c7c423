package io.telltale.recomputation;

import io.telltale.recomputation.ExpectedPositions.IdPair;
import io.telltale.recomputation.ExpectedPositions.Transition;
import io.telltale.recomputation.LinkConflict.Reason;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which refs are one device at one instant: sets are put together rule by rule. First declared
 * links, then learned pairs of device ids, then carriers.
 */
final class IdentityAtTime {

    private final Cluster cluster;

    /** Those of two refs and more. */
    private final Map<DeviceRef, SortedSet<DeviceRef>> devices = new HashMap<>();

    /** The earliest link of the component of each declared ref. */
    private final Map<DeviceRef, DeclaredLink> declared = new HashMap<>();

    /** The earliest pair that ties each ref. */
    private final Map<DeviceRef, IdPair> paired = new HashMap<>();

    private final Map<DeviceRef, Transition> joined = new HashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    /** A link that is not applied at this time. */
    record Conflict(DeviceRef one, DeviceRef other, Reason reason, ExpectedEvidence evidence) {}

    /**
     * Everything that may have to do with each other.
     *
     * @param links the earliest declared first
     * @param pairs earliest first
     * @param byDeviceIds transitions of carriers to device ids, those of one carrier in order
     * @param byCarriers transitions of carriers to carriers, the same
     */
    record Cluster(
            List<DeclaredLink> links,
            HoldingPairs pairs,
            List<Transition> byDeviceIds,
            List<Transition> byCarriers,
            ClusterSize size,
            IdentityLimits limits) {}

    IdentityAtTime(Instant time, Cluster cluster) {
        this.cluster = cluster;
        applyLinks(
                cluster.links().stream()
                        .filter(link -> link.holds(time) && !isTooLarge(link))
                        .toList());
        cluster.links().stream()
                .filter(this::isTooLarge)
                .forEach(link -> reject(link, Reason.TOO_MUCH_WORK));
        applyPairs(cluster.pairs());
        applyTransitions(inForce(time));
    }

    private boolean isTooLarge(DeclaredLink link) {
        return cluster.size().isTooLarge(link.refs().getFirst());
    }

    private boolean isTooLarge(IdPair pair) {
        return cluster.size().isTooLarge(pair.one());
    }

    /** The refs of the ref's device in kind order; the first is the device key. */
    SortedSet<DeviceRef> device(DeviceRef ref) {
        var device = devices.get(ref);
        return device == null ? new TreeSet<>(Set.of(ref)) : device;
    }

    DeviceRef key(DeviceRef ref) {
        var device = devices.get(ref);
        return device == null ? ref : device.getFirst();
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    private void applyLinks(List<DeclaredLink> links) {
        links.forEach(link -> join(link.refs().getFirst(), link.refs().getLast()));
        for (var component : new HashSet<>(devices.values())) {
            if (component.size() > cluster.limits().refs()) {
                component.forEach(devices::remove);
            }
        }
        for (var link : links) {
            var one = link.refs().getFirst();
            var other = link.refs().getLast();
            if (!device(one).contains(other)) {
                reject(link, Reason.TOO_MANY_REFS);
            } else if (!declared.containsKey(one)) {
                device(one).forEach(member -> declared.put(member, link));
            }
        }
    }

    private void applyPairs(HoldingPairs pairs) {
        for (var pair : pairs.holding()) {
            if (isTooLarge(pair)) {
                reject(pair, Reason.TOO_MUCH_WORK);
                continue;
            }
            var one = device(pair.one());
            var other = device(pair.other());
            if (one.contains(pair.other())) {
                apply(pair);
            } else if (haveTwoOfAKind(one, other)) {
                reject(pair, Reason.TWO_OF_A_KIND);
            } else if (one.size() + other.size() > cluster.limits().refs()) {
                reject(pair, Reason.TOO_MANY_REFS);
            } else {
                join(pair.one(), pair.other());
                apply(pair);
            }
        }
        for (var pair : pairs.rejected()) {
            if (isTooLarge(pair)) {
                reject(pair, Reason.TOO_MUCH_WORK);
            } else {
                rejectApart(pair, Reason.TWO_OF_A_KIND);
            }
        }
        pairs.junk().forEach(pair -> rejectApart(pair, Reason.JUNK));
    }

    /** A pair whose refs are one device for another reason is no conflict. */
    private void rejectApart(IdPair pair, Reason reason) {
        if (!device(pair.one()).contains(pair.other())) {
            reject(pair, reason);
        }
    }

    private void reject(DeclaredLink link, Reason reason) {
        conflicts.add(
                new Conflict(
                        link.refs().getFirst(),
                        link.refs().getLast(),
                        reason,
                        ExpectedEvidence.of(link)));
    }

    private void apply(IdPair pair) {
        paired.putIfAbsent(pair.one(), pair);
        paired.putIfAbsent(pair.other(), pair);
    }

    private void reject(IdPair pair, Reason reason) {
        conflicts.add(
                new Conflict(pair.one(), pair.other(), reason, ExpectedEvidence.of(pair.place())));
    }

    /** Both sides have nothing in common, so values of one kind are different values. */
    private static boolean haveTwoOfAKind(Set<DeviceRef> one, Set<DeviceRef> other) {
        return HoldingPairs.ONE_EACH.stream()
                .anyMatch(kind ->
                        one.stream().anyMatch(ref -> ref.kind() == kind)
                                && other.stream().anyMatch(ref -> ref.kind() == kind));
    }

    /**
     * Of each carrier that no declared link ties: the last transition to a device id, else to a
     * carrier.
     */
    private Map<DeviceRef, Transition> inForce(Instant time) {
        var inForce = new HashMap<DeviceRef, Transition>();
        for (var transitions : List.of(cluster.byCarriers(), cluster.byDeviceIds())) {
            transitions.stream()
                    .filter(transition -> !transition.place().at().isAfter(time))
                    .filter(transition -> !declared.containsKey(transition.carrier()))
                    .forEach(transition -> inForce.put(transition.carrier(), transition));
        }
        return inForce;
    }

    private void applyTransitions(Map<DeviceRef, Transition> inForce) {
        var order = Comparator.comparing(Transition::place).thenComparing(Transition::carrier);
        for (var transition : inForce.values().stream().sorted(order).toList()) {
            var last = lastHolder(transition, inForce);
            if (cluster.size().isCrowded(last)) {
                reject(transition, Reason.TOO_MUCH_WORK);
            } else if (device(last).size() >= cluster.limits().refs()) {
                reject(transition, Reason.TOO_MANY_REFS);
            } else {
                join(transition.carrier(), last);
                joined.put(transition.carrier(), transition);
            }
        }
    }

    private void reject(Transition transition, Reason reason) {
        conflicts.add(
                new Conflict(
                        transition.carrier(),
                        transition.holder(),
                        reason,
                        ExpectedEvidence.of(transition.place())));
    }

    /** Follows holders; tiers are ordered, so it ends. */
    private static DeviceRef lastHolder(Transition transition, Map<DeviceRef, Transition> inForce) {
        var next = inForce.get(transition.holder());
        return next == null ? transition.holder() : lastHolder(next, inForce);
    }

    private void join(DeviceRef one, DeviceRef other) {
        var all = new TreeSet<>(device(one));
        all.addAll(device(other));
        all.forEach(ref -> devices.put(ref, all));
    }

    /**
     * Why the ref is a member of its device: the earliest declared link of its component, else its
     * earliest pair, else the transition that brought it. Empty for a key that others join.
     */
    Optional<ExpectedEvidence> evidence(DeviceRef ref) {
        var link = declared.get(ref);
        if (link != null) {
            return Optional.of(ExpectedEvidence.of(link));
        }
        var pair = paired.get(ref);
        if (pair != null) {
            return Optional.of(ExpectedEvidence.of(pair.place()));
        }
        return Optional.ofNullable(joined.get(ref))
                .map(transition -> ExpectedEvidence.of(transition.place()));
    }
}
