package io.telltale.localstack.check.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** All groups of a run. */
final class RefGroups {

    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, ConnectedRefs> byRef = new HashMap<>();
    private final Collection<ConnectedRefs> all;

    RefGroups(List<Arrival> arrivals) {
        for (var arrival : arrivals) {
            var refs = arrival.fact().refs();
            refs.forEach(ref -> parents.put(root(ref), root(refs.getFirst())));
        }
        var records = new TreeMap<String, List<Arrival>>();
        for (var arrival : arrivals) {
            records.computeIfAbsent(root(arrival.fact().refs().getFirst()), _ -> new ArrayList<>())
                    .add(arrival);
        }
        var refs = new HashMap<String, TreeSet<String>>();
        for (var ref : List.copyOf(parents.keySet())) {
            refs.computeIfAbsent(root(ref), _ -> new TreeSet<>()).add(ref);
        }
        var found = new ArrayList<ConnectedRefs>();
        records.forEach((root, own) -> {
            var members = refs.getOrDefault(root, new TreeSet<>());
            var group = new ConnectedRefs(members, own);
            members.forEach(ref -> byRef.put(ref, group));
            found.add(group);
        });
        this.all = List.copyOf(found);
    }

    private String root(String ref) {
        var root = ref;
        while (!root.equals(parents.getOrDefault(root, root))) {
            root = parents.getOrDefault(root, root);
        }
        if (!root.equals(ref)) {
            parents.put(ref, root);
        } else {
            parents.putIfAbsent(ref, ref);
        }
        return root;
    }

    /** The one that a ref is in; empty where no record names it. */
    Optional<ConnectedRefs> of(String ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    Collection<ConnectedRefs> all() {
        return all;
    }
}
