package io.telltale.streams.identity;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.Tie;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Refs that are tied at some time by what is declared, or by events that name two anchors. What a
 * carrier is named with ties nothing here: it goes from one cluster to another. Equal only to
 * itself: it is looked for once.
 */
final class Cluster {

    private static final int MOST_REFS = 1_000;

    private final SortedSet<DeviceRef> refs;
    private final List<Tie> ties;
    private final NavigableSet<Instant> limits = new TreeSet<>();
    private final NavigableSet<Instant> times = new TreeSet<>();

    private Cluster(SortedSet<DeviceRef> refs, List<Tie> ties, TieBook book) {
        this.refs = refs;
        this.ties = ties;
        ties.stream()
                .flatMap(tie -> TieBook.declared(tie).stream())
                .flatMap(link -> Stream.of(link.getValidFrom(), link.getValidTo()))
                .filter(Objects::nonNull)
                .forEach(limits::add);
        times.addAll(limits);
        refs.stream()
                .filter(ref -> !Kinds.isAnchor(ref))
                .map(DeviceRef::toString)
                .flatMap(carrier -> book.namings(carrier).stream())
                .flatMap(learned -> learned.getPlaces().stream())
                .forEach(place -> times.add(place.getAt()));
    }

    /** In kind order. */
    SortedSet<DeviceRef> refs() {
        return refs;
    }

    /** Those among its refs, each once. */
    List<Tie> ties() {
        return ties;
    }

    /** Times at which what is declared in it begins or ends to hold, earliest first. */
    NavigableSet<Instant> limits() {
        return limits;
    }

    /** The limits, and the times at which its carriers came to a holder, earliest first. */
    NavigableSet<Instant> times() {
        return times;
    }

    /** Whether the search ended before its end; then nothing in it is tied. */
    boolean isTooLarge() {
        return refs.size() > MOST_REFS;
    }

    /** The cluster of a ref; the same from each of its refs. */
    static Cluster around(String start, TieBook book) {
        var found = new TreeSet<DeviceRef>();
        var ties = new HashMap<List<String>, Tie>();
        var seen = new HashSet<>(Set.of(start));
        var waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty() && found.size() <= MOST_REFS) {
            var ref = waiting.remove();
            found.add(DeviceRef.parse(ref));
            for (var tie : book.of(ref)) {
                if (isOfCluster(tie, book)) {
                    ties.put(tie.getRefs(), tie);
                    var other = TieBook.other(tie, ref);
                    if (seen.add(other)) {
                        waiting.add(other);
                    }
                }
            }
        }
        return new Cluster(found, List.copyOf(ties.values()), book);
    }

    private static boolean isOfCluster(Tie tie, TieBook book) {
        return TieBook.declared(tie).isPresent() || isPairOfAnchors(tie, book);
    }

    static boolean isPairOfAnchors(Tie tie, TieBook book) {
        return book.learned(tie).filter(learned -> Kinds.isAnchor(learned.getNamed())).isPresent();
    }
}
