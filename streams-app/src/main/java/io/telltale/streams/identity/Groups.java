package io.telltale.streams.identity;

import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.Tie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The refs of a cluster at one time: first tied by what is declared then, then by pairs of anchors,
 * the pair that was named first before the others.
 */
final class Groups {

    /** One event may name several pairs. */
    private static final Comparator<Tie> FIRST_NAMED =
            Comparator.comparing(Groups::named)
                    .thenComparing(tie -> DeviceRef.parse(tie.getRefs().getFirst()))
                    .thenComparing(tie -> DeviceRef.parse(tie.getRefs().getLast()));

    private final Map<String, Group> groupOf = new HashMap<>();
    private final List<Refused> refused = new ArrayList<>();

    private Groups() {}

    static Groups at(Instant time, Cluster cluster, TieBook book) {
        var groups = new Groups();
        cluster.refs().forEach(ref -> groups.groupOf.put(ref.toString(), new Group(ref)));
        if (cluster.isTooLarge()) {
            cluster.ties().forEach(groups::refuseDeclared);
            return groups;
        }
        groups.declare(cluster.ties(), time);
        groups.learn(cluster.ties(), book);
        return groups;
    }

    /** The group of a ref of the cluster. */
    Group of(String ref) {
        return Objects.requireNonNull(groupOf.get(ref), "not in this cluster");
    }

    List<Refused> refused() {
        return refused;
    }

    private void declare(List<Tie> ties, Instant time) {
        var holding =
                ties.stream()
                        .filter(tie ->
                                TieBook.declared(tie)
                                        .filter(link -> TieBook.holds(link, time))
                                        .isPresent())
                        .toList();
        holding.forEach(tie -> join(tie, Evidence.of(tie.getDeclared())));
        for (var group : new HashSet<>(groupOf.values())) {
            if (group.refs().size() > Group.MOST_REFS) {
                holding.stream()
                        .filter(tie -> group.contains(tie.getRefs().getFirst()))
                        .forEach(this::refuseDeclared);
                List.copyOf(group.refs())
                        .forEach(ref -> groupOf.put(ref.toString(), new Group(ref)));
            }
        }
    }

    private void refuseDeclared(Tie tie) {
        TieBook.declared(tie)
                .ifPresent(link ->
                        refused.add(
                                new Refused(
                                        tie.getRefs(),
                                        ConflictReason.TOO_MANY_REFS,
                                        Evidence.of(link))));
    }

    private void learn(List<Tie> ties, TieBook book) {
        ties.stream()
                .filter(tie -> Cluster.isPairOfAnchors(tie, book))
                .sorted(FIRST_NAMED)
                .forEach(tie -> {
                    var one = of(tie.getRefs().getFirst());
                    var other = of(tie.getRefs().getLast());
                    if (one != other && one.conflictsWith(other)) {
                        refused.add(
                                new Refused(
                                        tie.getRefs(), ConflictReason.TWO_OF_A_KIND, named(tie)));
                    } else if (one != other && one.isTooMuchWith(other)) {
                        refused.add(
                                new Refused(
                                        tie.getRefs(), ConflictReason.TOO_MANY_REFS, named(tie)));
                    } else {
                        join(tie, named(tie));
                    }
                });
    }

    private static Evidence named(Tie tie) {
        return Evidence.of(tie.getLearned().getPlaces().getFirst());
    }

    private void join(Tie tie, Evidence evidence) {
        var one = of(tie.getRefs().getFirst());
        var other = of(tie.getRefs().getLast());
        if (one != other) {
            one.absorb(other);
            other.refs().stream().map(DeviceRef::toString).forEach(ref -> groupOf.put(ref, one));
        }
        tie.getRefs().forEach(ref -> one.because(ref, evidence));
    }
}
