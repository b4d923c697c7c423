package io.telltale.streams.register;

import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Resolves which device each ref belongs to over time. A pure function of the facts, computed for
 * the refs that are asked for and remembered while a batch is settled.
 */
final class Memberships {

    private static final Comparator<Follower> BY_PLACE =
            Comparator.comparing((Follower each) -> each.transition().place())
                    .thenComparing(Follower::ref);

    private final Facts facts;
    private final RegisterLimits limits;
    private final Map<DeviceRef, Cluster> clusters = new HashMap<>();
    private final Map<Cluster, Followers> followers = new HashMap<>();
    private final Map<Cluster, Map<DeviceRef, List<Window>>> refused = new HashMap<>();
    private final Map<DeviceRef, List<Segment>> segments = new HashMap<>();
    private final Map<DeviceRef, Resolved> resolved = new HashMap<>();

    Memberships(Facts facts) {
        this.facts = facts;
        this.limits = facts.limits();
    }

    /**
     * The devices of one ref.
     *
     * @param memberships earliest first, without gaps
     * @param rejected transitions that are not applied
     * @param isTruncated whether earlier memberships were dropped
     */
    record Resolved(List<Membership> memberships, List<Rejected> rejected, boolean isTruncated) {}

    /**
     * Carriers that ever had a ref of a cluster as holder, also through another carrier.
     *
     * @param carriers all of them; none where there are too many
     * @param areTooMany whether none may follow, because there are too many
     */
    record Followers(Set<DeviceRef> carriers, boolean areTooMany) {}

    private record Follower(
            DeviceRef ref, Transition transition, DeviceRef root, long begin, long end) {}

    private record Window(long begin, long end) {}

    /** The cluster of a ref. */
    Cluster cluster(DeviceRef ref) {
        var known = clusters.get(ref);
        if (known != null) {
            return known;
        }
        var cluster = Cluster.around(ref, facts);
        cluster.refs().forEach(each -> clusters.put(each, cluster));
        return cluster;
    }

    /** The followers of a cluster. */
    Followers followers(Cluster cluster) {
        var known = followers.get(cluster);
        if (known == null) {
            var found = new LinkedHashSet<DeviceRef>();
            var waiting = new ArrayDeque<>(cluster.refs());
            while (!waiting.isEmpty() && found.size() <= limits.clusterCarriers()) {
                for (var carrier : facts.carriersOf(waiting.remove())) {
                    if (found.add(carrier)) {
                        waiting.add(carrier);
                    }
                }
            }
            var areTooMany = found.size() > limits.clusterCarriers();
            known = new Followers(areTooMany ? Set.of() : found, areTooMany);
            followers.put(cluster, known);
        }
        return known;
    }

    /** The devices of a ref over time. */
    Resolved of(DeviceRef ref) {
        var known = resolved.get(ref);
        if (known == null) {
            known = resolve(ref);
            resolved.put(ref, known);
        }
        return known;
    }

    private Resolved resolve(DeviceRef ref) {
        var found = new ArrayList<Membership>();
        var rejected = new ArrayList<Rejected>();
        for (var segment : segments(ref)) {
            var transition = segment.following();
            if (transition == null) {
                add(found, own(ref, segment));
            } else if (followers(segment.root().cluster()).areTooMany()) {
                rejected.add(Rejected.of(ref, transition, ConflictReason.TOO_MUCH_WORK));
                add(found, alone(ref, segment.begin(), segment.end()));
            } else if (follow(ref, transition, segment, found)) {
                rejected.add(Rejected.of(ref, transition, ConflictReason.TOO_MANY_REFS));
            }
        }
        return truncated(ref, found, rejected);
    }

    private static Membership own(DeviceRef ref, Segment segment) {
        var root = segment.root();
        return new Membership(segment.begin(), segment.end(), root.key(), root.evidence(ref));
    }

    private static Membership alone(DeviceRef ref, long begin, long end) {
        return new Membership(begin, end, ref, null);
    }

    /** Returns whether the device had too many refs at some time of the segment. */
    private boolean follow(
            DeviceRef ref, Transition transition, Segment segment, List<Membership> found) {
        var key = segment.root().key();
        var evidence = Evidence.of(transition.place());
        var begin = segment.begin();
        var isRefused = false;
        for (var window : refused(segment.root().cluster()).getOrDefault(ref, List.of())) {
            var from = Math.max(window.begin(), begin);
            var until = Math.min(window.end(), segment.end());
            if (from < until) {
                isRefused = true;
                if (begin < from) {
                    add(found, new Membership(begin, from, key, evidence));
                }
                add(found, alone(ref, from, until));
                begin = until;
            }
        }
        if (begin < segment.end()) {
            add(found, new Membership(begin, segment.end(), key, evidence));
        }
        return isRefused;
    }

    private static void add(List<Membership> found, Membership next) {
        if (!found.isEmpty() && found.getLast().key().equals(next.key())) {
            found.add(found.removeLast().until(next.end()));
        } else {
            found.add(next);
        }
    }

    /** Before the memberships that are kept, the ref counts as a device of its own. */
    private Resolved truncated(DeviceRef ref, List<Membership> all, List<Rejected> rejected) {
        if (all.size() <= limits.intervals() + 1) {
            return new Resolved(all, rejected, false);
        }
        var kept = all.subList(all.size() - limits.intervals(), all.size());
        var found = new ArrayList<Membership>();
        found.add(alone(ref, Long.MIN_VALUE, kept.getFirst().begin()));
        kept.forEach(each -> add(found, each));
        return new Resolved(found, rejected, true);
    }

    private List<Segment> segments(DeviceRef ref) {
        var known = segments.get(ref);
        if (known == null) {
            known = new ArrayList<>();
            var isCarrier = ref.kind().isCarrier();
            for (var slice : cluster(ref).slices()) {
                var own = slice.of(ref);
                var alone = new Segment(slice.begin(), slice.end(), own, null);
                if (isCarrier && own.size() == 1) {
                    addFollowing(ref, alone, known);
                } else {
                    known.add(alone);
                }
            }
            segments.put(ref, known);
        }
        return known;
    }

    private void addFollowing(DeviceRef carrier, Segment alone, List<Segment> found) {
        var begin = alone.begin();
        Transition current = null;
        for (var next : facts.holders(carrier).transitions()) {
            if (next.at() >= alone.end()) {
                break;
            }
            if (next.at() > begin) {
                addWithHolder(begin, next.at(), current, alone, found);
                begin = next.at();
            }
            current = next;
        }
        addWithHolder(begin, alone.end(), current, alone, found);
    }

    /** Follows the holder through its own segments. */
    private void addWithHolder(
            long begin,
            long end,
            @Nullable Transition transition,
            Segment alone,
            List<Segment> found) {
        if (transition == null) {
            found.add(new Segment(begin, end, alone.root(), null));
            return;
        }
        for (var segment : segments(transition.holder())) {
            var from = Math.max(begin, segment.begin());
            var until = Math.min(end, segment.end());
            if (from < until) {
                found.add(new Segment(from, until, segment.root(), transition));
            }
        }
    }

    /** When which followers of a cluster find their device full. */
    private Map<DeviceRef, List<Window>> refused(Cluster cluster) {
        var known = refused.get(cluster);
        if (known == null) {
            var carriers = followers(cluster).carriers();
            known =
                    cluster.refs().size() + carriers.size() <= limits.refs()
                            ? Map.of()
                            : refused(cluster, followersOverTime(cluster, carriers));
            refused.put(cluster, known);
        }
        return known;
    }

    private List<Follower> followersOverTime(Cluster cluster, Collection<DeviceRef> carriers) {
        var found = new ArrayList<Follower>();
        for (var carrier : carriers) {
            for (var each : segments(carrier)) {
                var transition = each.following();
                if (transition != null && each.root().cluster() == cluster) {
                    found.add(
                            new Follower(
                                    carrier,
                                    transition,
                                    each.root().key(),
                                    each.begin(),
                                    each.end()));
                }
            }
        }
        return found;
    }

    private Map<DeviceRef, List<Window>> refused(Cluster cluster, List<Follower> all) {
        var times = new TreeSet<Long>();
        all.forEach(each -> times.add(each.begin()));
        all.forEach(each -> times.add(each.end()));
        var found = new HashMap<DeviceRef, List<Window>>();
        for (var slice : cluster.slices()) {
            times.add(slice.begin());
        }
        for (var time : times) {
            var end = times.higher(time);
            if (end != null) {
                refusedAt(time, cluster, all)
                        .forEach(each ->
                                found.computeIfAbsent(each, _ -> new ArrayList<>())
                                        .add(new Window(time, end)));
            }
        }
        return found;
    }

    private List<DeviceRef> refusedAt(long time, Cluster cluster, List<Follower> all) {
        var byDevice = new TreeMap<DeviceRef, List<Follower>>();
        for (var each : all) {
            if (each.begin() <= time && time < each.end()) {
                byDevice.computeIfAbsent(each.root(), _ -> new ArrayList<>()).add(each);
            }
        }
        var found = new ArrayList<DeviceRef>();
        byDevice.forEach((key, present) -> {
            var room = limits.refs() - sizeAt(time, key, cluster);
            if (present.size() > room) {
                present.sort(BY_PLACE);
                present.subList(room, present.size()).forEach(each -> found.add(each.ref()));
            }
        });
        return found;
    }

    private static int sizeAt(long time, DeviceRef ref, Cluster cluster) {
        return cluster.slices().stream()
                .filter(slice -> slice.begin() <= time && time < slice.end())
                .findFirst()
                .map(slice -> slice.of(ref).size())
                .orElseThrow();
    }
}
