package io.telltale.localstack.expected;

import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is one device, and when, by brute force: everything that may have to do with each other is
 * looked at anew at every time at which anything of it changes.
 */
public final class Identities {

    private static final int MOST_SPELLS = 64;
    private static final int MOST_MEMBERS = 128;

    private final List<Link> links;
    private final List<Naming> anchors;
    private final List<Naming> arrivals;
    private final Map<DeviceRef, Set<DeviceRef>> neighbours = new HashMap<>();
    private final Map<DeviceRef, List<Slice>> slices = new HashMap<>();
    private final Map<String, List<Spell>> spells = new HashMap<>();

    /** What is declared, and the rows that name refs. */
    public Identities(Collection<Link> links, Collection<? extends Row> rows) {
        this.links = List.copyOf(links);
        var namings = Naming.of(rows);
        this.anchors = Moment.firstOfEachPair(namings);
        this.arrivals = Moment.arrivals(namings, linked(this.links));
        this.links.forEach(
                link -> connect(DeviceRef.parse(link.one()), DeviceRef.parse(link.other())));
        anchors.forEach(naming -> connect(naming.named(), naming.holder()));
        arrivals.forEach(naming -> connect(naming.named(), naming.holder()));
    }

    /**
     * A span in which nothing changes around a ref.
     *
     * @param from its begin; {@link Instant#MIN} for the first
     */
    private record Slice(Instant from, Moment moment) {}

    private static Set<DeviceRef> linked(Collection<Link> links) {
        return links.stream()
                .flatMap(link -> Stream.of(link.one(), link.other()))
                .map(DeviceRef::parse)
                .collect(Collectors.toSet());
    }

    private void connect(DeviceRef one, DeviceRef other) {
        neighbours.computeIfAbsent(one, _ -> new HashSet<>()).add(other);
        neighbours.computeIfAbsent(other, _ -> new HashSet<>()).add(one);
    }

    /** Every ref that is linked, or named together with another. */
    public Set<String> refs() {
        var refs = new HashSet<String>();
        neighbours.keySet().forEach(ref -> refs.add(ref.toString()));
        return refs;
    }

    /** The key of the device that a ref is at a time. */
    public String keyAt(String ref, Instant time) {
        return spells(ref).stream()
                .filter(spell -> spell.contains(time))
                .findFirst()
                .orElseThrow()
                .key();
    }

    /** The refs of that device, in kind order. */
    public List<String> refsAt(String ref, Instant time) {
        var key = DeviceRef.parse(keyAt(ref, time));
        return device(key, sliceAt(key, time)).stream().map(DeviceRef::toString).toList();
    }

    private Slice sliceAt(DeviceRef ref, Instant time) {
        Slice found = null;
        for (var slice : slices(ref)) {
            if (!slice.from().isAfter(time)) {
                found = slice;
            }
        }
        if (found == null) {
            throw new IllegalStateException("the first slice begins before all times");
        }
        return found;
    }

    /** The devices of a ref, oldest first, the last 64; before them it is alone. */
    public List<Spell> spells(String ref) {
        return spells.computeIfAbsent(ref, this::spellsOf);
    }

    private List<Spell> spellsOf(String ref) {
        var parsed = DeviceRef.parse(ref);
        var spells = new ArrayList<Spell>();
        for (var slice : slices(parsed)) {
            var key = device(parsed, slice).getFirst().toString();
            if (spells.isEmpty()) {
                spells.add(new Spell(null, null, key));
            } else if (!spells.getLast().key().equals(key)) {
                var ended = spells.removeLast();
                spells.add(new Spell(ended.from(), slice.from(), ended.key()));
                spells.add(new Spell(slice.from(), null, key));
            }
        }
        if (spells.size() > MOST_SPELLS) {
            var kept = spells.subList(spells.size() - MOST_SPELLS, spells.size());
            var withFirst = new ArrayList<>(kept);
            withFirst.addFirst(new Spell(null, kept.getFirst().from(), ref));
            return withFirst;
        }
        return spells;
    }

    /** Who was one device with a ref, itself among them; none where nobody else ever was. */
    public List<Member> members(String ref) {
        var parsed = DeviceRef.parse(ref);
        var slices = slices(parsed);
        var others = new TreeSet<DeviceRef>();
        slices.forEach(slice -> others.addAll(device(parsed, slice)));
        if (others.size() < 2) {
            return List.of();
        }
        var members = new ArrayList<Member>();
        for (var other : others) {
            members.addAll(spans(parsed, other, slices));
        }
        return members.size() <= MOST_MEMBERS ? members : withoutEarliestEnds(members);
    }

    private static List<Member> withoutEarliestEnds(List<Member> members) {
        var kept =
                members.stream()
                        .sorted(
                                Comparator.comparing(
                                                Member::until,
                                                Comparator.nullsLast(Comparator.naturalOrder()))
                                        .reversed())
                        .limit(MOST_MEMBERS)
                        .toList();
        return members.stream().filter(kept::contains).toList();
    }

    private List<Member> spans(DeviceRef ref, DeviceRef other, List<Slice> slices) {
        var spans = new ArrayList<Member>();
        var open = new ArrayList<Slice>();
        for (var slice : slices) {
            if (device(ref, slice).contains(other)) {
                open.add(slice);
            } else if (!open.isEmpty()) {
                spans.add(span(other, open, slice.from()));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            spans.add(span(other, open, null));
        }
        return spans;
    }

    /**
     * Evidence is what ties it first in the span: the earliest declaration, else the smallest
     * place.
     */
    private static Member span(DeviceRef member, List<Slice> slices, @Nullable Instant until) {
        var reasons =
                slices.stream()
                        .map(slice -> slice.moment().reasons(member))
                        .filter(some -> !some.isEmpty())
                        .findFirst()
                        .orElse(List.of());
        var isDeclared = reasons.stream().anyMatch(Moment.Reason::isDeclared);
        var evidence =
                reasons.stream()
                        .filter(reason -> reason.isDeclared() == isDeclared)
                        .map(Moment.Reason::place)
                        .min(Comparator.naturalOrder())
                        .map(Place::eventId)
                        .orElse("");
        var from = slices.getFirst().from();
        return new Member(
                member.toString(),
                from.equals(Instant.MIN) ? null : from,
                until,
                isDeclared,
                evidence);
    }

    private static SortedSet<DeviceRef> device(DeviceRef ref, Slice slice) {
        return slice.moment().device(ref);
    }

    private List<Slice> slices(DeviceRef ref) {
        var known = slices.get(ref);
        if (known != null) {
            return known;
        }
        var around = around(ref);
        var linksHere =
                links.stream()
                        .filter(link -> around.contains(DeviceRef.parse(link.one())))
                        .toList();
        var anchorsHere =
                anchors.stream().filter(naming -> around.contains(naming.named())).toList();
        var arrivalsHere =
                arrivals.stream().filter(naming -> around.contains(naming.named())).toList();
        var found =
                times(linksHere, arrivalsHere).stream()
                        .map(time ->
                                new Slice(
                                        time,
                                        new Moment(
                                                time,
                                                around,
                                                linksHere,
                                                anchorsHere,
                                                arrivalsHere)))
                        .toList();
        around.forEach(each -> slices.put(each, found));
        return found;
    }

    /** All times at which anything may change, and one before them. */
    private static SortedSet<Instant> times(List<Link> links, List<Naming> arrivals) {
        var times = new TreeSet<>(List.of(Instant.MIN));
        for (var link : links) {
            if (link.validFrom() != null) {
                times.add(link.validFrom());
            }
            if (link.validTo() != null) {
                times.add(link.validTo());
            }
        }
        arrivals.forEach(naming -> times.add(naming.place().at()));
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
