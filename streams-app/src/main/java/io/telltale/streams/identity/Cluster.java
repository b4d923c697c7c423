package io.telltale.streams.identity;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.Tie;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Refs that are tied at some time by what is declared, or by events that name two anchors. What a
 * carrier is named with ties nothing here: it goes from one cluster to another. Equal only to
 * itself: it is looked for once.
 */
final class Cluster {

    private static final int MOST_REFS = 1_000;

    private final SortedSet<DeviceRef> refs;
    private final List<Tie> ties;

    private Cluster(SortedSet<DeviceRef> refs, List<Tie> ties) {
        this.refs = refs;
        this.ties = ties;
    }

    /** In kind order. */
    SortedSet<DeviceRef> refs() {
        return refs;
    }

    /** Those among its refs, each once. */
    List<Tie> ties() {
        return ties;
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
        return new Cluster(found, List.copyOf(ties.values()));
    }

    private static boolean isOfCluster(Tie tie, TieBook book) {
        return TieBook.declared(tie).isPresent() || isPairOfAnchors(tie, book);
    }

    static boolean isPairOfAnchors(Tie tie, TieBook book) {
        return book.learned(tie).filter(learned -> Kinds.isAnchor(learned.getNamed())).isPresent();
    }
}
