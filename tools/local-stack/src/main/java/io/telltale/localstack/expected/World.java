package io.telltale.localstack.expected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All devices and campaigns, as they have to be answered at one time. Everything is worked out when
 * it is made, so that several threads may read it.
 */
public final class World {

    private final Instant now;
    private final Identities identities;
    private final Map<String, List<Row>> rowsByKey = new HashMap<>();
    private final Map<String, Campaign> campaigns;
    private final Set<String> refs = new TreeSet<>();
    private final Map<String, Set<String>> namedBy = new HashMap<>();

    /**
     * Works it out.
     *
     * @param links declared, and not withdrawn
     * @param rows each once
     */
    public World(Collection<Link> links, Collection<? extends Row> rows, Instant now) {
        this.now = now;
        this.identities = new Identities(links, rows);
        this.campaigns = Campaign.of(rows);
        for (var row : rows) {
            refs.addAll(row.refs());
            namedBy.computeIfAbsent(row.eventId(), _ -> new HashSet<>()).addAll(row.refs());
            rowsByKey
                    .computeIfAbsent(
                            identities.keyAt(row.ref(), row.orderAt()), _ -> new ArrayList<>())
                    .add(row);
        }
        links.forEach(link -> refs.addAll(List.of(link.one(), link.other())));
        refs.forEach(identities::spells);
    }

    /** Every ref that a row or a declared link names. */
    public Set<String> refs() {
        return refs;
    }

    /** The key of the device that a ref is now. */
    public String keyOf(String ref) {
        return identities.keyAt(ref, now);
    }

    /** Refs by the key of the device that they are now. */
    public SortedMap<String, Set<String>> devices() {
        var devices = new TreeMap<String, Set<String>>();
        refs.forEach(ref -> devices.computeIfAbsent(keyOf(ref), _ -> new HashSet<>()).add(ref));
        return devices;
    }

    /** The refs of the device with this key now, in kind order. */
    public List<String> refsOf(String key) {
        return identities.refsAt(key, now);
    }

    /** Whether there is such an event, and it names the ref. */
    public boolean isNamedBy(String eventId, String ref) {
        return namedBy.getOrDefault(eventId, Set.of()).contains(ref);
    }

    /** Who is, or was, one device with a ref. */
    public List<Member> members(String ref) {
        return identities.members(ref);
    }

    /** The devices of a ref over time. */
    public List<Spell> spells(String ref) {
        return identities.spells(ref);
    }

    /** Everything that was told of a device's refs while they were this device. */
    public List<Row> rowsOf(String key) {
        return rowsByKey.getOrDefault(key, List.of());
    }

    /** By ref. */
    public Map<String, Campaign> campaigns() {
        return campaigns;
    }
}
