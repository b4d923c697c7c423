package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * Recomputes all identities from the definitions, at every time at which anything changes. Shares
 * no code with the register, knows nothing of orders, batches or stores, and is not clever.
 */
@NullUnmarked // maps of what is there
final class PlainIdentities {

    private static final long EVER = Long.MIN_VALUE;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Set<String> ONCE = Set.of("imei", "meid", "esn", "eid");
    private static final List<String> CARRIERS = List.of("iccid", "imsi", "msisdn");

    record Named(List<String> devices, long at, String id) {}

    record Said(String one, String other, long begin, long end, long declaredAt, String by) {

        String key() {
            return one + " " + other;
        }
    }

    private record At(long at, String id, String holder) implements Comparable<At> {

        @Override
        public int compareTo(At other) {
            return Comparator.comparingLong(At::at).thenComparing(At::id).compare(this, other);
        }

        String shown() {
            return "LEARNED %s %d".formatted(id, at);
        }
    }

    private record Together(String one, String other, long at, String id) {

        String shown() {
            return "LEARNED %s %d".formatted(id, at);
        }

        boolean has(String ref) {
            return one.equals(ref) || other.equals(ref);
        }

        String not(String ref) {
            return one.equals(ref) ? other : one;
        }
    }

    /** A conflict; sorts as the one to show for two refs comes first. */
    private record Not(String one, String other, boolean isLearned, long at, String by, int reason)
            implements Comparable<Not> {

        @Override
        public int compareTo(Not other) {
            return Comparator.comparing(Not::isLearned)
                    .thenComparingLong(Not::at)
                    .thenComparing(Not::by)
                    .thenComparingInt(Not::reason)
                    .compare(this, other);
        }
    }

    private static final int TOO_MANY_REFS = 1;
    private static final int TWO_OF_A_KIND = 2;
    private static final int JUNK = 3;
    private static final int TOO_MUCH_WORK = 4;
    private static final List<String> REASONS =
            List.of("UNKNOWN", "TOO_MANY_REFS", "TWO_OF_A_KIND", "JUNK", "TOO_MUCH_WORK");

    /** A ref at one time: its device key, and why it is there (null: others have to say). */
    private record Is(String key, String evidence) {}

    private record Span(long begin, long end, String key, String evidence) {}

    private final RegisterLimits limits;
    private final List<Said> links;
    private final Set<String> refs = new TreeSet<>(order());
    private final List<Together> pairs = new ArrayList<>();
    private final Set<String> junk = new HashSet<>();
    private final Map<String, NavigableMap<Long, At>> toDevices = new HashMap<>();
    private final Map<String, NavigableMap<Long, At>> toCarriers = new HashMap<>();
    private final Map<String, Set<String>> clusters = new HashMap<>();
    private final Map<String, Boolean> tooLarge = new HashMap<>();
    private final Map<String, Boolean> crowded = new HashMap<>();
    private final Map<String, Set<Not>> conflicts = new HashMap<>();
    private final Map<String, List<Span>> spans = new TreeMap<>();

    private PlainIdentities(Collection<Named> events, List<Said> links, RegisterLimits limits) {
        this.limits = limits;
        this.links = links;
        links.forEach(link -> refs.addAll(List.of(link.one(), link.other())));
        events.forEach(event -> refs.addAll(event.devices()));
        learn(events);
    }

    static Map<String, String> of(
            Collection<Named> events, List<Said> links, RegisterLimits limits) {
        return new PlainIdentities(events, links, limits).identities();
    }

    private static Comparator<String> order() {
        return Comparator.comparing(DeviceRef::parse);
    }

    private static String kind(String ref) {
        return ref.substring(0, ref.indexOf(':'));
    }

    private static boolean isCarrier(String ref) {
        return CARRIERS.contains(kind(ref));
    }

    private static boolean isPlaceholder(String ref) {
        var value = ref.substring(ref.indexOf(':') + 1);
        return !kind(ref).equals("graph")
                && !kind(ref).startsWith("xtremepush")
                && value.chars().distinct().count() == 1;
    }

    private void learn(Collection<Named> events) {
        var together = new HashMap<String, Together>();
        var firstOfDay = new HashMap<String, Map<String, At>>();
        for (var event : events) {
            var named = event.devices().stream().filter(ref -> !isPlaceholder(ref)).toList();
            var ids = named.stream().filter(ref -> !isCarrier(ref)).sorted(order()).toList();
            for (var ref : named) {
                if (!ids.isEmpty() && ids.getFirst().equals(ref)) {
                    continue;
                }
                if (!isCarrier(ref)) {
                    var pair = new Together(ids.getFirst(), ref, event.at(), event.id());
                    together.merge(
                            pair.one() + pair.other(), pair, (a, b) -> isBefore(a, b) ? a : b);
                    continue;
                }
                var holder = ids.isEmpty() ? above(ref, named) : ids.getFirst();
                if (holder != null) {
                    var at = new At(event.at(), event.id(), holder);
                    firstOfDay
                            .computeIfAbsent(ref, _ -> new HashMap<>())
                            .merge(
                                    holder + " " + Math.floorDiv(event.at(), 86_400_000L),
                                    at,
                                    (a, b) -> a.compareTo(b) < 0 ? a : b);
                }
            }
        }
        pairs.addAll(together.values());
        pairs.sort(
                Comparator.comparingLong(Together::at)
                        .thenComparing(Together::id)
                        .thenComparing(Together::one, order())
                        .thenComparing(Together::other, order()));
        firstOfDay.forEach((carrier, days) -> {
            toDevices.put(carrier, moves(days.values(), false));
            toCarriers.put(carrier, moves(days.values(), true));
        });
    }

    private static boolean isBefore(Together one, Together other) {
        return one.at() != other.at() ? one.at() < other.at() : one.id().compareTo(other.id()) < 0;
    }

    private static String above(String carrier, List<String> named) {
        for (var tier = CARRIERS.indexOf(kind(carrier)) - 1; tier >= 0; tier--) {
            var kind = CARRIERS.get(tier);
            var all = named.stream().filter(ref -> kind(ref).equals(kind)).toList();
            if (all.size() == 1) {
                return all.getFirst();
            }
        }
        return null;
    }

    private static NavigableMap<Long, At> moves(Collection<At> places, boolean isToCarriers) {
        var lastOfMillisecond = new TreeMap<Long, At>();
        places.stream()
                .filter(place -> isCarrier(place.holder()) == isToCarriers)
                .sorted()
                .forEach(place -> lastOfMillisecond.put(place.at(), place));
        var moves = new TreeMap<Long, At>();
        for (var place : lastOfMillisecond.values()) {
            if (moves.isEmpty() || !moves.lastEntry().getValue().holder().equals(place.holder())) {
                moves.put(place.at(), place);
            }
        }
        while (moves.size() > 64) {
            moves.pollFirstEntry();
        }
        return moves;
    }

    private Map<String, String> identities() {
        findJunk();
        findClusters();
        var times = new TreeSet<>(List.of(EVER));
        Stream.of(toDevices, toCarriers)
                .flatMap(each -> each.values().stream())
                .forEach(moves -> times.addAll(moves.keySet()));
        links.forEach(link -> times.addAll(List.of(link.begin(), link.end())));
        times.remove(NEVER);
        for (var time : times) {
            var end = times.higher(time);
            at(time).forEach((ref, is) -> {
                var known = spans.computeIfAbsent(ref, _ -> new ArrayList<>());
                var begin = time;
                var evidence = is.evidence();
                if (!known.isEmpty() && known.getLast().key().equals(is.key())) {
                    var last = known.removeLast();
                    begin = last.begin();
                    evidence = last.evidence();
                }
                known.add(new Span(begin, end == null ? NEVER : end, is.key(), evidence));
            });
        }
        spans.forEach(this::truncate);
        var found = new TreeMap<String, String>();
        refs.forEach(ref -> {
            var shown = shown(ref);
            if (!shown.equals(ofNothing(ref))) {
                found.put(ref, shown);
            }
        });
        return found;
    }

    /** How a ref is shown that is alone. */
    static String ofNothing(String ref) {
        return "[null..null %s] [] []".formatted(ref);
    }

    private void findJunk() {
        for (var ref : refs) {
            var partners =
                    pairs.stream().filter(pair -> pair.has(ref)).map(p -> p.not(ref)).toList();
            var most =
                    ONCE.stream()
                            .mapToLong(kind ->
                                    partners.stream().filter(p -> kind(p).equals(kind)).count())
                            .max()
                            .orElse(0);
            if (partners.size() > limits.partners() || most > limits.values()) {
                junk.add(ref);
            }
        }
    }

    private boolean isJunk(Together pair) {
        return junk.contains(pair.one()) || junk.contains(pair.other());
    }

    private void findClusters() {
        refs.forEach(ref -> clusters.put(ref, new HashSet<>(Set.of(ref))));
        links.forEach(link -> unite(clusters, link.one(), link.other()));
        pairs.stream()
                .filter(pair -> !isJunk(pair))
                .forEach(pair -> unite(clusters, pair.one(), pair.other()));
    }

    private static void unite(Map<String, Set<String>> groups, String one, String other) {
        var all = new HashSet<>(groups.get(one));
        all.addAll(groups.get(other));
        all.forEach(ref -> groups.put(ref, all));
    }

    private boolean isTooLarge(String ref) {
        return tooLarge.computeIfAbsent(ref, this::countsTooMuch);
    }

    private boolean countsTooMuch(String ref) {
        var cluster = clusters.get(ref);
        var edges =
                links.stream().filter(link -> cluster.contains(link.one())).count()
                        + pairs.stream()
                                .filter(pair -> !isJunk(pair) && cluster.contains(pair.one()))
                                .count();
        return cluster.size() > limits.clusterRefs() || edges > limits.clusterEdges();
    }

    private boolean holds(Together pair) {
        return isFirstOf(pair.one(), pair) && isFirstOf(pair.other(), pair);
    }

    private boolean isFirstOf(String ref, Together pair) {
        var other = pair.not(ref);
        if (ONCE.contains(kind(ref)) && !ONCE.contains(kind(other))) {
            return true;
        }
        var isOnce = ONCE.contains(kind(ref));
        return pairs.stream()
                .filter(each -> !isJunk(each) && each.has(ref))
                .filter(each -> !isOnce || kind(each.not(ref)).equals(kind(other)))
                .min(
                        Comparator.comparingLong(Together::at)
                                .thenComparing(Together::id)
                                .thenComparing(each -> each.not(ref), order()))
                .orElseThrow()
                .equals(pair);
    }

    private Map<String, Is> at(long time) {
        Map<String, Set<String>> groups = new HashMap<>();
        refs.forEach(ref -> groups.put(ref, new HashSet<>(Set.of(ref))));
        var held =
                links.stream()
                        .filter(link -> link.begin() <= time && time < link.end())
                        .filter(link -> !isTooLarge(link.one()))
                        .toList();
        held.forEach(link -> unite(groups, link.one(), link.other()));
        for (var group : List.copyOf(groups.values())) {
            if (group.size() > limits.refs()) {
                group.forEach(ref -> groups.put(ref, new HashSet<>(Set.of(ref))));
            }
        }
        var because = new HashMap<String, String>();
        for (var ref : refs) {
            held.stream()
                    .filter(link -> groups.get(ref).containsAll(List.of(link.one(), link.other())))
                    .min(Comparator.comparingLong(Said::declaredAt).thenComparing(Said::key))
                    .ifPresent(link ->
                            because.put(
                                    ref, "DECLARED %s %d".formatted(link.by(), link.declaredAt())));
        }
        for (var link : held) {
            if (!groups.get(link.one()).contains(link.other())) {
                reject(link, TOO_MANY_REFS);
            }
        }
        links.stream()
                .filter(link -> isTooLarge(link.one()))
                .forEach(link -> reject(link, TOO_MUCH_WORK));
        pair(groups, because);
        return follow(time, groups, because);
    }

    private void pair(Map<String, Set<String>> groups, Map<String, String> because) {
        for (var pair : pairs) {
            if (isJunk(pair) || isTooLarge(pair.one()) || !holds(pair)) {
                continue;
            }
            var one = groups.get(pair.one());
            var other = groups.get(pair.other());
            if (one.equals(other)) {
                continue;
            }
            var isTwo =
                    ONCE.stream()
                            .anyMatch(kind ->
                                    one.stream().anyMatch(ref -> kind(ref).equals(kind))
                                            && other.stream()
                                                    .anyMatch(ref -> kind(ref).equals(kind)));
            if (isTwo) {
                reject(pair, TWO_OF_A_KIND);
            } else if (one.size() + other.size() > limits.refs()) {
                reject(pair, TOO_MANY_REFS);
            } else {
                unite(groups, pair.one(), pair.other());
            }
        }
        for (var pair : pairs) {
            var isTogether = groups.get(pair.one()).contains(pair.other());
            if (isJunk(pair)) {
                if (!isTogether) {
                    reject(pair, JUNK);
                }
            } else if (isTooLarge(pair.one())) {
                reject(pair, TOO_MUCH_WORK);
            } else if (!holds(pair)) {
                if (!isTogether) {
                    reject(pair, TWO_OF_A_KIND);
                }
            } else if (isTogether) {
                because.putIfAbsent(pair.one(), pair.shown());
                because.putIfAbsent(pair.other(), pair.shown());
            }
        }
    }

    private Map<String, Is> follow(
            long time, Map<String, Set<String>> groups, Map<String, String> because) {
        var roots = new HashMap<String, String>();
        var moves = new HashMap<String, At>();
        for (var ref : refs) {
            var at = ref;
            while (isCarrier(at) && groups.get(at).size() == 1 && move(at, time) != null) {
                at = move(at, time).holder();
            }
            if (!at.equals(ref)) {
                moves.put(ref, move(ref, time));
            }
            roots.put(ref, groups.get(at).stream().min(order()).orElseThrow());
        }
        var found = new TreeMap<String, Is>();
        for (var key : new HashSet<>(roots.values())) {
            var followers =
                    moves.keySet().stream()
                            .filter(ref -> roots.get(ref).equals(key))
                            .sorted(
                                    Comparator.comparing((String ref) -> moves.get(ref))
                                            .thenComparing(order()))
                            .toList();
            var room = limits.refs() - groups.get(key).size();
            for (var number = 0; number < followers.size(); number++) {
                var ref = followers.get(number);
                var move = moves.get(ref);
                if (isCrowded(key)) {
                    reject(ref, move, TOO_MUCH_WORK);
                    found.put(ref, new Is(ref, null));
                } else if (number >= room) {
                    reject(ref, move, TOO_MANY_REFS);
                    found.put(ref, new Is(ref, null));
                } else {
                    found.put(ref, new Is(key, move.shown()));
                }
            }
        }
        for (var ref : refs) {
            if (!moves.containsKey(ref)) {
                found.put(ref, new Is(roots.get(ref), because.get(ref)));
            }
        }
        return found;
    }

    private At move(String carrier, long time) {
        var toDevice = toDevices.getOrDefault(carrier, new TreeMap<>()).floorEntry(time);
        var toCarrier = toCarriers.getOrDefault(carrier, new TreeMap<>()).floorEntry(time);
        var move = toDevice == null ? toCarrier : toDevice;
        return move == null ? null : move.getValue();
    }

    /** Whether too many carriers ever followed the cluster, at any time, also through others. */
    private boolean isCrowded(String ref) {
        return crowded.computeIfAbsent(ref, this::hasTooManyFollowers);
    }

    private boolean hasTooManyFollowers(String ref) {
        var cluster = isTooLarge(ref) ? Set.of(ref) : clusters.get(ref);
        Set<String> followers = new HashSet<>();
        var size = -1;
        while (size != followers.size()) {
            size = followers.size();
            for (var carrier : refs) {
                for (var holder : holders(carrier)) {
                    if (cluster.contains(holder) || followers.contains(holder)) {
                        followers.add(carrier);
                    }
                }
            }
        }
        return followers.size() > limits.clusterCarriers();
    }

    private void reject(Said link, int reason) {
        reject(new Not(link.one(), link.other(), false, link.declaredAt(), link.by(), reason));
    }

    private void reject(Together pair, int reason) {
        reject(new Not(pair.one(), pair.other(), true, pair.at(), pair.id(), reason));
    }

    private void reject(String carrier, At move, int reason) {
        reject(new Not(carrier, move.holder(), true, move.at(), move.id(), reason));
    }

    private void reject(Not conflict) {
        for (var ref : List.of(conflict.one(), conflict.other())) {
            conflicts
                    .computeIfAbsent(
                            ref,
                            _ ->
                                    new TreeSet<>(
                                            Comparator.comparing(Not::one)
                                                    .thenComparing(Not::other)
                                                    .thenComparing(Comparator.naturalOrder())))
                    .add(conflict);
        }
    }

    private void truncate(String ref, List<Span> all) {
        if (all.size() <= limits.intervals() + 1) {
            return;
        }
        var kept = new ArrayList<>(all.subList(all.size() - limits.intervals(), all.size()));
        var before = new Span(EVER, kept.getFirst().begin(), ref, null);
        if (kept.getFirst().key().equals(ref)) {
            before = new Span(EVER, kept.removeFirst().end(), ref, null);
        }
        kept.addFirst(before);
        all.clear();
        all.addAll(kept);
    }

    private String shown(String ref) {
        var intervals =
                spans.get(ref).stream()
                        .map(each ->
                                time(each.begin()) + ".." + time(each.end()) + " " + each.key())
                        .toList();
        return intervals + " " + members(ref) + " " + conflicts(ref);
    }

    private record Entry(String ref, Span span) {}

    private List<String> members(String key) {
        var entries = new ArrayList<Entry>();
        for (var ref : refs) {
            for (var span : spans.get(ref)) {
                if (span.key().equals(key)) {
                    entries.add(new Entry(ref, span));
                }
            }
        }
        if (entries.stream().allMatch(each -> each.ref().equals(key))) {
            return List.of();
        }
        Comparator<Entry> inOrder =
                Comparator.comparing(Entry::ref, order())
                        .thenComparingLong(each -> each.span().begin());
        return entries.stream()
                .sorted(
                        Comparator.<Entry>comparingLong(each -> -each.span().end())
                                .thenComparing(inOrder))
                .limit(limits.members())
                .sorted(inOrder)
                .map(each ->
                        "%s %s..%s %s"
                                .formatted(
                                        each.ref(),
                                        time(each.span().begin()),
                                        time(each.span().end()),
                                        evidence(each, key, entries)))
                .toList();
    }

    private static String evidence(Entry entry, String key, List<Entry> entries) {
        var own = entry.span().evidence();
        if (own != null) {
            return own;
        }
        return entries.stream()
                .filter(other -> !other.ref().equals(key))
                .filter(other ->
                        entry.span().begin() <= other.span().begin()
                                && other.span().begin() < entry.span().end())
                .min(
                        Comparator.comparingLong((Entry other) -> other.span().begin())
                                .thenComparing(
                                        other -> !other.span().evidence().startsWith("DECLARED"))
                                .thenComparingLong(other -> evidenceAt(other.span().evidence()))
                                .thenComparing(other -> other.span().evidence())
                                .thenComparing(Entry::ref, order()))
                .map(other -> other.span().evidence())
                .orElse("LEARNED  null");
    }

    private static long evidenceAt(String shown) {
        return Long.parseLong(shown.substring(shown.lastIndexOf(' ') + 1));
    }

    private List<String> conflicts(String ref) {
        var byOther = new TreeMap<String, Not>(order());
        var listed = listed(ref);
        for (var each : conflicts.getOrDefault(ref, Set.of())) {
            var other = each.one().equals(ref) ? each.other() : each.one();
            var isHeld = (!isCarrier(ref) && isCarrier(other)) || isBelow(other, ref);
            if ((!each.isLearned() && !listed.get(0).contains(other))
                    || (each.isLearned()
                            && !isCarrier(other)
                            && !isCarrier(ref)
                            && !listed.get(1).contains(other))
                    || (each.isLearned() && isHeld && !listed.get(2).contains(other))) {
                continue;
            }
            byOther.merge(other, each, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
        return byOther.entrySet().stream()
                .limit(limits.conflicts())
                .map(entry ->
                        "%s %s %s %s %d"
                                .formatted(
                                        entry.getKey(),
                                        REASONS.get(entry.getValue().reason()),
                                        entry.getValue().isLearned() ? "LEARNED" : "DECLARED",
                                        entry.getValue().by(),
                                        entry.getValue().at()))
                .toList();
    }

    private static boolean isBelow(String carrier, String ref) {
        return isCarrier(ref) && CARRIERS.indexOf(kind(carrier)) > CARRIERS.indexOf(kind(ref));
    }

    /** Of very many links, pairs and followers of a ref, those that the register looks at. */
    private List<Set<String>> listed(String ref) {
        return List.of(
                firstAsText(
                        links.stream()
                                .filter(link -> link.one().equals(ref) || link.other().equals(ref))
                                .map(link -> link.one().equals(ref) ? link.other() : link.one()),
                        limits.clusterEdges()),
                firstAsText(
                        pairs.stream().filter(pair -> pair.has(ref)).map(pair -> pair.not(ref)),
                        limits.partners()),
                firstAsText(
                        refs.stream().filter(carrier -> holders(carrier).contains(ref)),
                        limits.clusterCarriers()));
    }

    private static Set<String> firstAsText(Stream<String> all, int limit) {
        return new HashSet<>(all.sorted().limit(limit + 1L).toList());
    }

    private Set<String> holders(String carrier) {
        var times = new TreeSet<Long>();
        times.addAll(toDevices.getOrDefault(carrier, new TreeMap<>()).keySet());
        times.addAll(toCarriers.getOrDefault(carrier, new TreeMap<>()).keySet());
        var holders = new HashSet<String>();
        times.forEach(time -> holders.add(move(carrier, time).holder()));
        return holders;
    }

    private static String time(long at) {
        return at == EVER || at == NEVER ? "null" : Objects.toString(at);
    }
}
