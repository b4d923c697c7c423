package io.telltale.localstack.expected;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who is one device at one moment: decision 15, rule by rule. Made of sets that are put together.
 */
final class Moment {

    private static final int MOST_REFS = 64;
    private static final List<RefKind> ONE_EACH =
            List.of(RefKind.IMEI, RefKind.MEID, RefKind.ESN, RefKind.EID);

    private final Map<DeviceRef, SortedSet<DeviceRef>> together = new HashMap<>();
    private final List<Reason> reasons = new ArrayList<>();

    /**
     * Why a ref is with others.
     *
     * @param place when it was declared and by whom, or the event's place
     */
    record Reason(DeviceRef ref, boolean isDeclared, Place place) {}

    /**
     * Works it out.
     *
     * @param refs all that may have to do with each other
     * @param arrivals of carriers at holders, see {@link #arrivals}
     */
    Moment(
            Instant time,
            Collection<DeviceRef> refs,
            List<Link> links,
            List<Naming> anchors,
            List<Naming> arrivals) {
        refs.forEach(ref -> together.put(ref, new TreeSet<>(List.of(ref))));
        declare(links.stream().filter(link -> link.holds(time)).toList());
        learnAnchors(anchors);
        learnCarriers(
                arrivals.stream().filter(naming -> !naming.place().at().isAfter(time)).toList());
    }

    /** Namings of anchors, each pair once, at its earliest place; the earliest pair first. */
    static List<Naming> firstOfEachPair(Collection<Naming> namings) {
        Map<Set<DeviceRef>, Naming> first = new HashMap<>();
        for (var naming : namings) {
            if (naming.isOfAnchors()) {
                first.merge(
                        Set.of(naming.named(), naming.holder()),
                        naming,
                        (one, other) -> one.place().compareTo(other.place()) <= 0 ? one : other);
            }
        }
        return first.values().stream()
                .sorted(Comparator.comparing(Naming::place).thenComparing(Naming::named))
                .toList();
    }

    /**
     * Namings at which a carrier came to another holder than it had before; of refs that are linked
     * all, because a group of them is with whom any of them was named last.
     */
    static List<Naming> arrivals(Collection<Naming> namings, Set<DeviceRef> linked) {
        Map<DeviceRef, DeviceRef> heldBy = new HashMap<>();
        var arrivals = new ArrayList<Naming>();
        for (var naming : namings.stream().sorted(Comparator.comparing(Naming::place)).toList()) {
            if (!Naming.isAnchor(naming.named())
                    && (!naming.holder().equals(heldBy.put(naming.named(), naming.holder()))
                            || linked.contains(naming.named()))) {
                arrivals.add(naming);
            }
        }
        return arrivals;
    }

    /** The refs of the ref's device, in kind order; the first is its key. */
    SortedSet<DeviceRef> device(DeviceRef ref) {
        return Objects.requireNonNull(together.get(ref), "not among the refs");
    }

    /** Why the ref is with others; none while it is alone. */
    List<Reason> reasons(DeviceRef ref) {
        return reasons.stream().filter(reason -> reason.ref().equals(ref)).toList();
    }

    private void declare(List<Link> links) {
        for (var link : links) {
            join(DeviceRef.parse(link.one()), DeviceRef.parse(link.other()));
        }
        for (var group : groups()) {
            if (group.size() > MOST_REFS) {
                group.forEach(ref -> together.put(ref, new TreeSet<>(List.of(ref))));
            }
        }
        for (var link : links) {
            var one = DeviceRef.parse(link.one());
            var other = DeviceRef.parse(link.other());
            if (device(one).contains(other)) {
                because(one, other, true, new Place(link.declaredAt(), link.by()));
            }
        }
    }

    private void learnAnchors(List<Naming> pairs) {
        for (var pair : pairs) {
            var one = device(pair.holder());
            var other = device(pair.named());
            if (!one.equals(other)
                    && (areTwoOfAKind(one, other) || one.size() + other.size() > MOST_REFS)) {
                continue;
            }
            join(pair.holder(), pair.named());
            because(pair.holder(), pair.named(), false, pair.place());
        }
    }

    private static boolean areTwoOfAKind(Set<DeviceRef> one, Set<DeviceRef> other) {
        return ONE_EACH.stream()
                .anyMatch(kind -> {
                    var some = ofKind(kind, one);
                    var others = ofKind(kind, other);
                    var isSameSingle = some.size() == 1 && some.equals(others);
                    return !some.isEmpty() && !others.isEmpty() && !isSameSingle;
                });
    }

    private static Set<DeviceRef> ofKind(RefKind kind, Set<DeviceRef> refs) {
        var found = new HashSet<>(refs);
        found.removeIf(ref -> ref.kind() != kind);
        return found;
    }

    private void learnCarriers(List<Naming> arrivals) {
        Map<Set<DeviceRef>, List<Naming>> outside = new HashMap<>();
        for (var group : groups()) {
            if (group.stream().noneMatch(Naming::isAnchor)) {
                outside.put(group, fromOutside(group, arrivals));
            }
        }
        var follows = new ArrayList<Following>();
        for (var places : outside.values()) {
            if (!places.isEmpty()) {
                follows.add(new Following(places.getLast(), since(places, outside)));
            }
        }
        follows.sort(
                Comparator.comparing((Following each) -> each.since().place())
                        .thenComparing(each -> each.since().named()));
        for (var each : follows) {
            var one = device(each.latest().holder());
            var other = device(each.latest().named());
            if (one.equals(other) || one.size() + other.size() <= MOST_REFS) {
                var since = each.since();
                join(each.latest().holder(), each.latest().named());
                because(since.holder(), since.named(), false, since.place());
            }
        }
    }

    /** A group is with the last holder of its refs; why, says the place since which it has been. */
    private record Following(Naming latest, Naming since) {}

    /** Earliest first. */
    private static List<Naming> fromOutside(Set<DeviceRef> group, List<Naming> arrivals) {
        return arrivals.stream()
                .filter(naming -> group.contains(naming.named()))
                .filter(naming -> !group.contains(naming.holder()))
                .sorted(Comparator.comparing(Naming::place).thenComparing(Naming::named))
                .toList();
    }

    /** The first of the last places that all lead to the same group in the end. */
    private Naming since(List<Naming> places, Map<Set<DeviceRef>, List<Naming>> outside) {
        var since = places.getLast();
        var end = end(since.holder(), outside);
        for (var place : places.reversed()) {
            if (!end(place.holder(), outside).equals(end)) {
                break;
            }
            since = place;
        }
        return since;
    }

    /** Where it leads to follow the last places from a holder on. */
    private Set<DeviceRef> end(DeviceRef holder, Map<Set<DeviceRef>, List<Naming>> outside) {
        Set<DeviceRef> group = device(holder);
        var passed = new HashSet<Set<DeviceRef>>();
        var places = outside.getOrDefault(group, List.of());
        while (passed.add(group) && !places.isEmpty()) {
            group = device(places.getLast().holder());
            places = outside.getOrDefault(group, List.of());
        }
        return group;
    }

    private List<SortedSet<DeviceRef>> groups() {
        return together.values().stream().distinct().toList();
    }

    private void join(DeviceRef one, DeviceRef other) {
        var all = new TreeSet<>(device(one));
        all.addAll(device(other));
        all.forEach(ref -> together.put(ref, all));
    }

    private void because(DeviceRef one, DeviceRef other, boolean isDeclared, Place place) {
        reasons.add(new Reason(one, isDeclared, place));
        reasons.add(new Reason(other, isDeclared, place));
    }
}
