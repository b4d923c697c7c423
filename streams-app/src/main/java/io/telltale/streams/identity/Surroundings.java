package io.telltale.streams.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the devices of a change are made of, each part looked up once. */
final class Surroundings {

    private final TieBook book;
    private final Map<String, Cluster> clusters = new HashMap<>();
    private final Map<String, Set<String>> held = new HashMap<>();
    private final Map<Cluster, Map<Optional<Instant>, Groups>> groups = new HashMap<>();

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

    /** The groups of a cluster; the same from one limit of it to the next. */
    Groups groups(Cluster cluster, Instant time) {
        return groups.computeIfAbsent(cluster, _ -> new HashMap<>())
                .computeIfAbsent(
                        Optional.ofNullable(cluster.limits().floor(time)),
                        _ -> Groups.at(time, cluster, book));
    }

    /** The carriers that were ever named with this ref as their holder. */
    Set<String> held(String holder) {
        return held.computeIfAbsent(holder, this::heldBy);
    }

    private Set<String> heldBy(String holder) {
        var found = new HashSet<String>();
        for (var tie : book.of(holder)) {
            book.learned(tie)
                    .filter(learned -> learned.getHolder().equals(holder))
                    .filter(learned -> !Kinds.isAnchor(learned.getNamed()))
                    .ifPresent(learned -> found.add(learned.getNamed()));
        }
        return found;
    }
}
