package io.telltale.streams.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that may be one device with a ref at some time: its cluster, the clusters that ever
 * held a carrier of it, and the carriers that any of those ever held.
 */
final class Surroundings {

    private final TieBook book;
    private final Map<String, Cluster> clusters = new HashMap<>();

    Surroundings(TieBook book) {
        this.book = book;
    }

    Cluster clusterOf(String ref) {
        var known = clusters.get(ref);
        if (known != null) {
            return known;
        }
        var cluster = Cluster.around(ref, book);
        if (!cluster.isTooLarge()) { // one that is too large looks different from each side
            cluster.refs().forEach(each -> clusters.put(each.toString(), cluster));
        }
        clusters.put(ref, cluster);
        return cluster;
    }

    /** All refs around this one, itself among them. */
    SortedSet<DeviceRef> refs(String ref) {
        var refs = new TreeSet<DeviceRef>();
        around(ref).forEach(cluster -> refs.addAll(cluster.refs()));
        return refs;
    }

    /** All times at which something around this ref may change, earliest first. */
    SortedSet<Instant> times(String ref) {
        var times = new TreeSet<Instant>();
        for (var cluster : around(ref)) {
            cluster.ties().stream()
                    .flatMap(tie -> TieBook.declared(tie).stream())
                    .flatMap(Surroundings::limits)
                    .forEach(times::add);
            for (var each : cluster.refs()) {
                book.of(each.toString()).stream()
                        .flatMap(tie -> book.learned(tie).stream())
                        .filter(learned -> learned.getNamed().equals(each.toString()))
                        .filter(_ -> !Kinds.isAnchor(each))
                        .flatMap(learned -> learned.getPlaces().stream())
                        .forEach(place -> times.add(place.getAt()));
            }
        }
        return times;
    }

    private static Stream<Instant> limits(DeviceLink link) {
        return Stream.of(link.getValidFrom(), link.getValidTo()).filter(Objects::nonNull);
    }

    private Set<Cluster> around(String ref) {
        var holders = new HashSet<Cluster>();
        addHolders(clusterOf(ref), holders);
        var all = new HashSet<Cluster>();
        holders.forEach(cluster -> addHeld(cluster, all));
        return all;
    }

    private void addHolders(Cluster cluster, Set<Cluster> found) {
        if (!found.add(cluster)) {
            return;
        }
        for (var ref : cluster.refs()) {
            if (!Kinds.isAnchor(ref)) {
                holders(ref.toString()).forEach(holder -> addHolders(clusterOf(holder), found));
            }
        }
    }

    private void addHeld(Cluster cluster, Set<Cluster> found) {
        if (!found.add(cluster)) {
            return;
        }
        for (var ref : cluster.refs()) {
            held(ref.toString()).forEach(carrier -> addHeld(clusterOf(carrier), found));
        }
    }

    private Set<String> holders(String carrier) {
        var holders = new HashSet<String>();
        for (var tie : book.of(carrier)) {
            book.learned(tie)
                    .filter(learned -> learned.getNamed().equals(carrier))
                    .ifPresent(learned -> holders.add(learned.getHolder()));
        }
        return holders;
    }

    /** The carriers that were ever named with this ref as their holder. */
    Set<String> held(String holder) {
        var held = new HashSet<String>();
        for (var tie : book.of(holder)) {
            book.learned(tie)
                    .filter(learned -> learned.getHolder().equals(holder))
                    .filter(learned -> !Kinds.isAnchor(learned.getNamed()))
                    .ifPresent(learned -> held.add(learned.getNamed()));
        }
        return held;
    }
}
