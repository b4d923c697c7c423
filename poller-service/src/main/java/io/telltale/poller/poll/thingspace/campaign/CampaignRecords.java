package io.telltale.poller.poll.thingspace.campaign;

import io.telltale.poller.poll.PollOutput;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The devices of a campaign in its page records: the last reading of each, and those missing from a
 * scan.
 *
 * <p>A device is on at most one page of a scan, but pages shift between scans, and a scan may end
 * halfway. So a reading has an age, the scan of its page, and the youngest reading counts, on
 * whichever page it is. A device that left its page is kept there as missing, with its last
 * reading, until it is read on another page or published as removed. A missing one's reading is
 * older than its page's scan.
 *
 * <p>Records keep a device's id as the provider spells it, since history requests name it so.
 */
final class CampaignRecords {

    /** Prefix of the keys of removed devices; they sort behind those of all pages. */
    private static final String REMOVED = "~removed/";

    /** Removals per poll: once reached, no further page is added. */
    private static final int ENOUGH = 1000;

    private final NavigableMap<String, PageFingerprint> all;
    private final NavigableMap<String, PageFingerprint> pages;
    private final long scan;

    /**
     * A reading of a device.
     *
     * @param age later readings have a higher one
     * @param hash of the row
     */
    private record Reading(long age, long hash) {

        Reading younger(Reading other) {
            return other.age > age ? other : this;
        }
    }

    /**
     * A part of the devices that are missing.
     *
     * @param devices the provider's ids
     * @param outputs records that no longer have them
     * @param whole whether no other device is missing
     */
    record Removals(List<String> devices, List<PollOutput> outputs, boolean whole) {}

    /**
     * Looks at these records.
     *
     * @param scan number of the scan going on
     */
    CampaignRecords(NavigableMap<String, PageFingerprint> all, long scan) {
        this.all = all;
        this.pages = all.headMap(REMOVED, false);
        this.scan = scan;
    }

    /** The same with one page read. */
    CampaignRecords with(PageFingerprint page) {
        var with = new TreeMap<>(all);
        with.put(page.getFirstCursor(), page);
        return new CampaignRecords(with, scan);
    }

    /** Whether any device is known. */
    boolean isEmpty() {
        return pages.values().stream()
                .allMatch(page -> page.getDevices().isEmpty() && page.getMissing().isEmpty());
    }

    /** An IMEI in its normalized spelling, which identifies the device in any spelling. */
    static String kept(String imei) {
        return RefKind.IMEI.isKept(imei)
                ? imei
                : DeviceRef.find(RefKind.IMEI.label() + ":" + imei)
                        .map(DeviceRef::value)
                        .orElse(imei);
    }

    private static Set<String> kept(Collection<String> imeis) {
        return imeis.stream().map(CampaignRecords::kept).collect(Collectors.toSet());
    }

    /**
     * The hashes of the last readings of these devices, by their kept IMEIs; none for a device that
     * is not known.
     */
    Map<String, Long> lastReadings(Collection<String> devices) {
        var hashes = new HashMap<String, Long>();
        youngest(kept(devices), "")
                .forEach((device, reading) -> hashes.put(device, reading.hash()));
        return hashes;
    }

    private Map<String, Reading> youngest(Set<String> devices, String exceptPage) {
        var readings = new HashMap<String, Reading>();
        if (devices.isEmpty()) {
            return readings;
        }
        for (var page : pages.values()) {
            if (!page.getFirstCursor().equals(exceptPage)) {
                readings(page)
                        .forEach((device, reading) -> {
                            var kept = kept(device);
                            if (devices.contains(kept)) {
                                readings.merge(kept, reading, Reading::younger);
                            }
                        });
            }
        }
        return readings;
    }

    /** The readings of a page; its missing devices were read before its scan. */
    private static Map<String, Reading> readings(PageFingerprint page) {
        var readings = new LinkedHashMap<String, Reading>();
        var hashes = page.getRows().iterator();
        var age = 2 * page.getScan();
        page.getDevices().forEach(device -> readings.put(device, new Reading(age, hashes.next())));
        page.getMissing()
                .forEach(device -> readings.put(device, new Reading(age - 1, hashes.next())));
        return readings;
    }

    /** Whether a device may not have been read in the scan before, nor in this one. */
    boolean isAnyMissing() {
        return pages.values().stream()
                .anyMatch(page -> page.getScan() < scan - 1 || !page.getMissing().isEmpty());
    }

    /** Hashes of the rows near a page that could not be read. */
    Set<Long> brokenNear(String cursor) {
        var known = new HashSet<Long>();
        Stream.of(pages.lowerEntry(cursor), pages.ceilingEntry(cursor), pages.higherEntry(cursor))
                .filter(entry -> entry != null && entry.getValue().getScan() >= scan - 1)
                .map(Map.Entry::getValue)
                .forEach(page -> known.addAll(broken(page)));
        return known;
    }

    /** Whether the device was removed once. */
    boolean wasRemoved(String device) {
        var kept = kept(device);
        return all.tailMap(REMOVED, true).values().stream()
                .flatMap(page -> page.getMissing().stream())
                .anyMatch(removed -> kept(removed).equals(kept));
    }

    /** The record of a page that was read now. */
    PageFingerprint page(String cursor, Map<String, Long> devices, List<Long> broken) {
        var missing = missing(cursor, devices.keySet());
        var rows = new ArrayList<>(devices.values());
        rows.addAll(missing.values());
        rows.addAll(broken);
        return PageFingerprint.newBuilder()
                .setFirstCursor(cursor)
                .setScan(scan)
                .setDevices(List.copyOf(devices.keySet()))
                .setMissing(List.copyOf(missing.keySet()))
                .setRows(rows)
                .build();
    }

    /** Devices that were on the page, are not now, and were not read on another page since. */
    private Map<String, Long> missing(String cursor, Set<String> now) {
        var record = all.get(cursor);
        if (record == null) {
            return Map.of();
        }
        var before = readings(record);
        var stands = kept(now);
        before.keySet().removeIf(device -> stands.contains(kept(device)));
        var elsewhere = youngest(kept(before.keySet()), cursor);
        before.entrySet()
                .removeIf(entry -> {
                    var other = elsewhere.get(kept(entry.getKey()));
                    return other != null && other.age() >= entry.getValue().age();
                });
        var missing = new LinkedHashMap<String, Long>();
        before.forEach((device, reading) -> missing.put(device, reading.hash()));
        return missing;
    }

    /**
     * Devices on no page of this scan, a thousand or a little more, with the outputs that forget
     * them. Only right after a whole scan.
     *
     * @param remember whether the removals are recorded
     */
    Removals removals(boolean remember) {
        var present = new HashSet<String>();
        pages.values().stream()
                .filter(this::isRead)
                .forEach(page -> present.addAll(kept(page.getDevices())));
        var lastPageOf = new HashMap<String, String>();
        for (var page : pages.values()) {
            leaving(page, present)
                    .forEach(device -> lastPageOf.put(kept(device), page.getFirstCursor()));
        }
        var devices = new ArrayList<String>();
        var outputs = new ArrayList<PollOutput>();
        for (var page : pages.values()) {
            if (devices.size() >= ENOUGH) {
                return removals(devices, outputs, remember, false);
            }
            if (!isRead(page) || !page.getMissing().isEmpty()) {
                leaving(page, present)
                        .filter(device ->
                                page.getFirstCursor().equals(lastPageOf.get(kept(device))))
                        .forEach(devices::add);
                outputs.add(isRead(page) ? withoutMissing(page) : forgotten(page));
            }
        }
        return removals(devices, outputs, remember, true);
    }

    private Removals removals(
            List<String> devices, List<PollOutput> outputs, boolean remember, boolean whole) {
        var unknown =
                remember
                        ? devices.stream().filter(device -> !wasRemoved(device)).toList()
                        : List.<String>of();
        if (!unknown.isEmpty()) {
            outputs.add(
                    new PollOutput.Page(
                            PageFingerprint.newBuilder()
                                    .setFirstCursor(REMOVED + scan + "/" + unknown.getFirst())
                                    .setScan(scan)
                                    .setRows(List.of())
                                    .setMissing(unknown)
                                    .build()));
        }
        return new Removals(devices, outputs, whole);
    }

    private boolean isRead(PageFingerprint page) {
        return page.getScan() == scan;
    }

    private Stream<String> leaving(PageFingerprint page, Set<String> present) {
        var before =
                isRead(page)
                        ? page.getMissing().stream()
                        : Stream.concat(page.getDevices().stream(), page.getMissing().stream());
        return before.filter(device -> !present.contains(kept(device)));
    }

    private static PollOutput forgotten(PageFingerprint page) {
        return new PollOutput.PageTombstone(page.getFirstCursor());
    }

    private static PollOutput withoutMissing(PageFingerprint page) {
        var rows = new ArrayList<Long>(page.getRows().subList(0, page.getDevices().size()));
        rows.addAll(broken(page));
        return new PollOutput.Page(
                PageFingerprint.newBuilder(page).setMissing(List.of()).setRows(rows).build());
    }

    private static List<Long> broken(PageFingerprint page) {
        var read = page.getDevices().size() + page.getMissing().size();
        return page.getRows().subList(read, page.getRows().size());
    }
}
