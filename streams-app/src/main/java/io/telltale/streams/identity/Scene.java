package io.telltale.streams.identity;

import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.record.Learned;
import io.telltale.streams.record.NamedAt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is one device with a ref at one time: groups, and the carriers that follow their holders.
 * Remembers what it looked at, for as long as nothing of that changes the device stays the same.
 */
final class Scene {

    /** One event may name several carriers. */
    private static final Comparator<Follows> FOLLOWS_ORDER =
            Comparator.comparing(Follows::place, Learning.PLACE_ORDER)
                    .thenComparing(each -> DeviceRef.parse(each.named()));

    private static final Comparator<Follower> FOLLOWER_ORDER =
            Comparator.comparing(Follower::since, FOLLOWS_ORDER);

    private final Instant time;
    private final TieBook book;
    private final Surroundings surroundings;
    private final Set<Cluster> seen = new HashSet<>();
    private final Map<Group, List<Follows>> followed = new HashMap<>();
    private final Map<Group, Group> firsts = new HashMap<>();
    private final Set<Refused> refused = new LinkedHashSet<>();

    Scene(Instant time, TieBook book, Surroundings surroundings) {
        this.time = time;
        this.book = book;
        this.surroundings = surroundings;
    }

    /** A group that follows a holder, because of a place at which one of its refs was named. */
    private record Follows(Group group, String named, String holder, NamedAt place) {}

    /**
     * A group that follows somebody now.
     *
     * @param latest whom: the holder that one of its refs came to last
     * @param since the place since which it has been with the device of that holder, also under
     *     other holders of it, be they ones that follow the group itself
     */
    private record Follower(Follows latest, Follows since) {

        Group group() {
            return latest.group();
        }
    }

    /** The device of a ref: its refs, and why each is here; and until when that is so. */
    Lives.Slice slice(String ref) {
        var device = device(groupOf(ref));
        var end =
                seen.stream()
                        .flatMap(cluster -> Stream.ofNullable(cluster.times().higher(time)))
                        .min(Comparator.naturalOrder());
        return new Lives.Slice(time, end, device, Set.copyOf(refused));
    }

    private Group device(Group own) {
        var top = first(own);
        var followers = followers(top);
        var devices = new HashMap<Group, Group>();
        devices.put(top, top.copy());
        followers.forEach(each -> devices.computeIfAbsent(each.group(), Group::copy));
        followers.stream().sorted(FOLLOWER_ORDER).forEach(each -> join(devices, each));
        return devices.getOrDefault(own, own);
    }

    private void join(Map<Group, Group> devices, Follower each) {
        var device = devices.get(groupOf(each.latest().holder()));
        var follower = devices.get(each.group());
        if (device == null || follower == null) {
            throw new IllegalStateException("followers and their holders are looked up together");
        }
        var since = each.since();
        var evidence = Evidence.of(since.place());
        if (device != follower && device.isTooMuchWith(follower)) {
            var pair = List.of(since.holder(), since.named());
            refused.add(new Refused(pair, ConflictReason.TOO_MANY_REFS, evidence));
            return;
        }
        if (device != follower) {
            device.absorb(follower);
            devices.replaceAll((_, known) -> known == follower ? device : known);
        }
        device.because(since.named(), evidence);
        device.because(since.holder(), evidence);
    }

    /** The group that follows nobody, up from this one; in a circle any of it. */
    private Group first(Group start) {
        return firsts.computeIfAbsent(start, this::walkToFirst);
    }

    private Group walkToFirst(Group start) {
        var passed = new HashSet<Group>();
        var group = start;
        while (passed.add(group)) {
            var latest = latest(group);
            if (latest.isEmpty()) {
                return group;
            }
            group = groupOf(latest.get().holder());
        }
        return group;
    }

    /** All that follow the top, or follow who does; the top itself only in a circle. */
    private Collection<Follower> followers(Group top) {
        var found = new LinkedHashMap<Group, Follower>();
        var waiting = new ArrayDeque<>(List.of(top));
        while (!waiting.isEmpty()) {
            var group = waiting.remove();
            for (var holder : group.refs()) {
                for (var carrier : surroundings.held(holder.toString())) {
                    var follower = groupOf(carrier);
                    var latest = latest(follower);
                    if (latest.filter(each -> group.contains(each.holder())).isPresent()
                            && !found.containsKey(follower)) {
                        found.put(follower, new Follower(latest.get(), since(latest.get())));
                        waiting.add(follower);
                    }
                }
            }
        }
        return found.values();
    }

    private Follows since(Follows latest) {
        var top = first(groupOf(latest.holder()));
        var since = latest;
        for (var each : followed(latest.group()).reversed()) {
            if (first(groupOf(each.holder())) != top) {
                break;
            }
            since = each;
        }
        return since;
    }

    private Optional<Follows> latest(Group group) {
        var all = followed(group);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The holders outside of a group that its refs came to so far, earliest first. */
    private List<Follows> followed(Group group) {
        return followed.computeIfAbsent(group, this::placesOutside);
    }

    private List<Follows> placesOutside(Group group) {
        if (group.hasAnchor()) {
            return List.of();
        }
        return group.refs().stream()
                .map(DeviceRef::toString)
                .flatMap(ref ->
                        book.namings(ref).stream()
                                .filter(learned -> !group.contains(learned.getHolder()))
                                .flatMap(learned -> placesSoFar(group, learned)))
                .sorted(FOLLOWS_ORDER)
                .toList();
    }

    private Stream<Follows> placesSoFar(Group group, Learned learned) {
        return learned.getPlaces().stream()
                .filter(place -> !place.getAt().isAfter(time))
                .map(place -> new Follows(group, learned.getNamed(), learned.getHolder(), place));
    }

    private Group groupOf(String ref) {
        var cluster = surroundings.clusterOf(ref);
        var groups = surroundings.groups(cluster, time);
        if (seen.add(cluster)) {
            refused.addAll(groups.refused());
        }
        return groups.of(ref);
    }
}
