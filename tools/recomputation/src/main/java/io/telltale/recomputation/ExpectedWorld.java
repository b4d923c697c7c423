package io.telltale.recomputation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All devices and campaigns as they have to be answered at one time. Everything is worked out when
 * it is made, so several threads may read it.
 */
public final class ExpectedWorld {

    private final Instant now;
    private final ExpectedIdentities identities;
    private final Map<String, Map<Segment, List<EventRow>>> rowsByKey = new HashMap<>();
    private final Map<String, List<RosterMember>> rosters = new HashMap<>();
    private final Map<String, ExpectedCampaign> campaigns;
    private final Set<String> named = new TreeSet<>();
    private final Set<String> refs;

    /**
     * Works it out.
     *
     * @param links declared, and not withdrawn
     * @param rows each once
     */
    public ExpectedWorld(
            Collection<DeclaredLink> links, Collection<? extends EventRow> rows, Instant now) {
        this.now = now;
        this.identities = new ExpectedIdentities(links, rows);
        this.campaigns = ExpectedCampaign.of(rows);
        for (var row : rows) {
            named.addAll(row.refs());
            var interval = identities.intervalAt(row.ref(), row.orderAt());
            rowsByKey
                    .computeIfAbsent(interval.deviceKey(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(new Segment(row.ref(), interval), _ -> new ArrayList<>())
                    .add(row);
        }
        links.forEach(link -> link.refs().forEach(ref -> named.add(ref.toString())));
        named.forEach(identities::intervals);
        named.forEach(ref -> rosters.computeIfAbsent(keyOf(ref), identities::roster));
        this.refs =
                named.stream()
                        .filter(ref -> isDevice(keyOf(ref)))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A ref in an interval: rows are counted within it. */
    private record Segment(String ref, ValidityInterval interval) {}

    /** Every ref that a row or a declared link names. */
    public Set<String> named() {
        return named;
    }

    /**
     * Every ref under which a device is answered. One that is only named beside others, and that
     * nothing ties to them, is none.
     */
    public Set<String> refs() {
        return refs;
    }

    private boolean isDevice(String key) {
        return rowsByKey.containsKey(key) || !roster(key).isEmpty();
    }

    /** The key of the device to which a ref belongs now. */
    public String keyOf(String ref) {
        return identities.keyAt(ref, now);
    }

    /** Refs by the key of the device to which they belong now. */
    public SortedMap<String, Set<String>> devices() {
        var devices = new TreeMap<String, Set<String>>();
        refs.forEach(ref -> devices.computeIfAbsent(keyOf(ref), _ -> new HashSet<>()).add(ref));
        return devices;
    }

    /** The refs of the device with this key now, in kind order. */
    public List<String> refsOf(String key) {
        return identities.refsAt(key, now);
    }

    /** Which refs are, or were, members of the device with this key. */
    public List<RosterMember> roster(String key) {
        return rosters.getOrDefault(key, List.of());
    }

    /** The devices of a ref over time. */
    public List<ValidityInterval> intervals(String ref) {
        return identities.intervals(ref);
    }

    /** All events of a device: those of its refs while they belonged to it. */
    public List<EventRow> rowsOf(String key) {
        return segments(key).stream().flatMap(List::stream).toList();
    }

    /** The SMS of a device. */
    public List<ExpectedMessage> messages(String key) {
        return ExpectedMessage.of(of(rowsOf(key), EventRow.Sms.class));
    }

    /** The tasks of a device, newest first. */
    public List<ExpectedTask> tasks(String key) {
        return ExpectedTask.of(
                segments(key).stream().map(rows -> of(rows, EventRow.Status.class)).toList());
    }

    /** The events that the timeline of a device shows, newest first. */
    public List<EventRow> timeline(String key) {
        var hidden =
                segments(key).stream()
                        .flatMap(rows ->
                                ExpectedTask.hidden(of(rows, EventRow.Status.class)).stream())
                        .map(EventRow::eventId)
                        .collect(Collectors.toSet());
        return rowsOf(key).stream()
                .filter(row -> !hidden.contains(row.eventId()))
                .sorted(Comparator.comparing(EventRow::place).reversed())
                .toList();
    }

    private Collection<List<EventRow>> segments(String key) {
        return rowsByKey.getOrDefault(key, Map.of()).values();
    }

    private static <R extends EventRow> List<R> of(List<EventRow> rows, Class<R> family) {
        return rows.stream().filter(family::isInstance).map(family::cast).toList();
    }

    /** By ref. */
    public Map<String, ExpectedCampaign> campaigns() {
        return campaigns;
    }
}
