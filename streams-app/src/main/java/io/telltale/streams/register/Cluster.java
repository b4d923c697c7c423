package io.telltale.streams.register;

import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The closure of a ref over declared links and pairs, whenever they hold. Transitions of carriers
 * do not extend it. Equal only to itself, because a batch looks each cluster up once.
 */
final class Cluster {

    private final SortedSet<DeviceRef> refs;
    private final boolean isTooLarge;
    private final List<Slice> slices;
    private final List<Rejected> rejected;

    private Cluster(
            SortedSet<DeviceRef> refs,
            boolean isTooLarge,
            List<Link> links,
            List<Pair> pairs,
            Facts facts) {
        this.refs = refs;
        this.isTooLarge = isTooLarge;
        if (isTooLarge) {
            this.slices = Components.alone(this).slices();
            this.rejected = tooMuchWork(links, pairs);
        } else {
            var components = Components.of(this, links, pairs, facts);
            this.slices = components.slices();
            this.rejected = components.rejected();
        }
    }

    /** The cluster of a ref; alone where the closure has too many refs or edges. */
    static Cluster around(DeviceRef start, Facts facts) {
        var limits = facts.limits();
        var refs = new TreeSet<>(List.of(start));
        var links = new HashSet<Link>();
        var pairs = new HashSet<Pair>();
        var waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            var ref = waiting.remove();
            for (var link : facts.links(ref)) {
                links.add(link);
                visit(link.one().equals(ref) ? link.other() : link.one(), refs, waiting);
            }
            for (var pair : facts.pairs(ref)) {
                if (!facts.isJunk(pair)) {
                    pairs.add(pair);
                    visit(pair.otherThan(ref), refs, waiting);
                }
            }
            if (refs.size() > limits.clusterRefs()
                    || links.size() + pairs.size() > limits.clusterEdges()) {
                return tooLarge(start, facts);
            }
        }
        return new Cluster(refs, false, List.copyOf(links), List.copyOf(pairs), facts);
    }

    private static void visit(
            DeviceRef ref, SortedSet<DeviceRef> refs, ArrayDeque<DeviceRef> waiting) {
        if (refs.add(ref)) {
            waiting.add(ref);
        }
    }

    private static Cluster tooLarge(DeviceRef ref, Facts facts) {
        var pairs = facts.pairs(ref).stream().filter(pair -> !facts.isJunk(pair)).toList();
        return new Cluster(new TreeSet<>(List.of(ref)), true, facts.links(ref), pairs, facts);
    }

    private static List<Rejected> tooMuchWork(List<Link> links, List<Pair> pairs) {
        var rejected = new ArrayList<Rejected>();
        links.forEach(link -> rejected.add(Rejected.of(link, ConflictReason.TOO_MUCH_WORK)));
        pairs.forEach(pair -> rejected.add(Rejected.of(pair, ConflictReason.TOO_MUCH_WORK)));
        return rejected;
    }

    /** All refs in kind order; one where it is too large. */
    SortedSet<DeviceRef> refs() {
        return refs;
    }

    /** Whether none of its links and pairs are applied, because there are too many. */
    boolean isTooLarge() {
        return isTooLarge;
    }

    /** Its components over time, earliest first, without gaps. */
    List<Slice> slices() {
        return slices;
    }

    /** Links and pairs that are not applied at some time. */
    List<Rejected> rejected() {
        return rejected;
    }

    /** Whether two of its refs are in one component at all times. */
    boolean isAlwaysTogether(DeviceRef one, DeviceRef other) {
        return refs.contains(other)
                && slices.stream().allMatch(slice -> slice.of(one).refs().contains(other));
    }

    /**
     * A span of time in which nothing in a cluster changes.
     *
     * @param begin in milliseconds, {@link Long#MIN_VALUE} for since ever
     * @param end in milliseconds, exclusive; {@link Long#MAX_VALUE} for no end
     * @param components the component of each ref
     */
    record Slice(long begin, long end, TreeMap<DeviceRef, Component> components) {

        Component of(DeviceRef ref) {
            var component = components.get(ref);
            if (component == null) {
                throw new IllegalArgumentException("expected a ref of this cluster");
            }
            return component;
        }
    }
}
