package io.telltale.streams.identity;

import io.telltale.streams.record.Learned;
import io.telltale.streams.record.NamedAt;
import io.telltale.streams.record.Naming;
import io.telltale.streams.record.Tie;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event that names two refs changes in what is known of them. Of anchors the earliest place
 * is kept; of a carrier those at which it came to another holder, the last 256. Of what is named
 * with very many others, which is no device's, only so many are noted.
 */
public final class Learning {

    private static final int MOST_PLACES = 256;
    private static final int MOST_TIES = 1_024;

    /** Of places: the order in which what events say comes about. */
    static final Comparator<NamedAt> PLACE_ORDER =
            Comparator.comparing(NamedAt::getAt).thenComparing(NamedAt::getEventId);

    private Learning() {}

    /**
     * The ties that are different after this naming, each as it is then; none where it says nothing
     * new.
     */
    public static List<Tie> changed(Naming naming, Ties ties, Junk junk) {
        var isFirm = naming.getIsFirm() || isDeclared(naming.getNamed(), ties);
        var place = new NamedAt(naming.getAt(), naming.getEventId(), isFirm);
        var isSequence =
                !Kinds.isAnchor(naming.getNamed())
                        && !junk.contains(naming.getNamed())
                        && !junk.contains(naming.getHolder());
        return isSequence ? carried(naming, place, ties, junk) : earliest(naming, place, ties);
    }

    private static List<Tie> earliest(Naming naming, NamedAt place, Ties ties) {
        var tie = tie(naming.getHolder(), naming.getNamed(), ties);
        var learned = tie == null ? null : tie.getLearned();
        if (learned == null && isNamedWithVeryMany(naming, ties)) {
            return List.of();
        }
        return learned != null && PLACE_ORDER.compare(learned.getPlaces().getFirst(), place) <= 0
                ? List.of()
                : List.of(with(tie, naming.getNamed(), naming.getHolder(), List.of(place)));
    }

    private static List<Tie> carried(Naming naming, NamedAt place, Ties ties, Junk junk) {
        var carrier = naming.getNamed();
        var before = holders(carrier, ties, junk);
        var isIdle = !place.getIsFirm() && isHeldBy(naming.getHolder(), before.lowerEntry(place));
        if (isIdle || before.containsKey(place) || isNamedWithVeryMany(naming, ties)) {
            return List.of();
        }
        NavigableMap<NamedAt, String> after = new TreeMap<>(before);
        after.put(place, naming.getHolder());
        var next = after.higherEntry(place);
        if (isHeldBy(naming.getHolder(), next) && !next.getKey().getIsFirm()) {
            after.remove(next.getKey());
        }
        if (after.size() > MOST_PLACES) {
            after.pollFirstEntry();
        }
        return differing(carrier, before, after, ties);
    }

    private static boolean isNamedWithVeryMany(Naming naming, Ties ties) {
        return Stream.of(naming.getNamed(), naming.getHolder())
                .anyMatch(ref -> ties.of(ref).size() >= MOST_TIES);
    }

    /** What people ever said of a carrier, too, can let places count that were idle before. */
    private static boolean isDeclared(String carrier, Ties ties) {
        return ties.of(carrier).stream().anyMatch(tie -> tie.getDeclared() != null);
    }

    private static boolean isHeldBy(String holder, Map.@Nullable Entry<NamedAt, String> at) {
        return at != null && at.getValue().equals(holder);
    }

    /** From when on the carrier was held by whom; what names junk says nothing. */
    private static NavigableMap<NamedAt, String> holders(String carrier, Ties ties, Junk junk) {
        var holders = new TreeMap<NamedAt, String>(PLACE_ORDER);
        for (var tie : ties.of(carrier)) {
            var learned = tie.getLearned();
            if (learned != null
                    && learned.getNamed().equals(carrier)
                    && !junk.contains(learned.getHolder())) {
                learned.getPlaces().forEach(at -> holders.put(at, learned.getHolder()));
            }
        }
        return holders;
    }

    private static List<Tie> differing(
            String carrier, Map<NamedAt, String> before, Map<NamedAt, String> after, Ties ties) {
        var places = placesByHolder(after);
        var had = placesByHolder(before);
        var changed = new ArrayList<Tie>();
        places.forEach((holder, now) -> {
            if (!now.equals(had.get(holder))) {
                changed.add(with(tie(carrier, holder, ties), carrier, holder, now));
            }
        });
        had.keySet().stream()
                .filter(holder -> !places.containsKey(holder))
                .forEach(holder ->
                        changed.add(with(tie(carrier, holder, ties), carrier, holder, List.of())));
        return changed;
    }

    private static Map<String, List<NamedAt>> placesByHolder(Map<NamedAt, String> holders) {
        var places = new HashMap<String, List<NamedAt>>();
        holders.forEach(
                (at, holder) -> places.computeIfAbsent(holder, _ -> new ArrayList<>()).add(at));
        return places;
    }

    private static @Nullable Tie tie(String one, String other, Ties ties) {
        return ties.of(one).stream()
                .filter(tie -> tie.getRefs().contains(other))
                .findFirst()
                .orElse(null);
    }

    private static Tie with(
            @Nullable Tie known, String named, String holder, List<NamedAt> places) {
        var learned =
                places.isEmpty()
                        ? null
                        : Learned.newBuilder()
                                .setNamed(named)
                                .setHolder(holder)
                                .setPlaces(places)
                                .build();
        return known == null
                ? Tie.newBuilder().setRefs(List.of(holder, named)).setLearned(learned).build()
                : Tie.newBuilder(known).setLearned(learned).build();
    }
}
