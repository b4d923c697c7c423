package io.telltale.poller.poll.thingspace.campaign;

import io.telltale.poller.poll.RowHash;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.campaign.CampaignReportRow;
import io.telltale.providers.thingspace.campaign.CampaignReportRowMapper;
import io.telltale.schemas.record.PageFingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a page of a campaign report with the last readings of its devices: which rows changed,
 * and what is kept of the page.
 */
final class CampaignPageDiff {

    private final String cursor;
    private final CampaignRecords records;
    private final List<Row<CampaignReportRow>> changed = new ArrayList<>();
    private final Map<String, Long> devices = new LinkedHashMap<>();
    private final List<Long> broken = new ArrayList<>();
    private boolean hidesDevice;

    /**
     * Compares the rows with the last readings of their devices.
     *
     * @param cursor with which the page was asked
     */
    CampaignPageDiff(String cursor, List<Row<CampaignReportRow>> rows, CampaignRecords records) {
        this.cursor = cursor;
        this.records = records;
        var named = rows.stream().map(CampaignPageDiff::imei).flatMap(Optional::stream).toList();
        var known = records.lastReadings(named);
        var knownBroken = records.brokenNear(cursor);
        for (var row : rows) {
            var hash = RowHash.of(row, CampaignReportRowMapper::rowDigest);
            switch (row) {
                case Row.Good<CampaignReportRow>(var device) -> {
                    var kept = device.ref().value();
                    if (!Long.valueOf(hash).equals(known.get(kept))) {
                        changed.add(row);
                    }
                    known.put(kept, hash);
                    devices.put(device.imei(), hash);
                }
                case Row.Broken<CampaignReportRow> unread -> {
                    if (!knownBroken.contains(hash) && !knownBroken.contains(~hash)) {
                        changed.add(row);
                    }
                    broken.add(
                            keepsReading(unread, known) || isClear(hash, knownBroken)
                                    ? hash
                                    : ~hash);
                }
            }
        }
    }

    /** A device whose row cannot be read keeps its last reading on this page. */
    private boolean keepsReading(Row.Broken<CampaignReportRow> row, Map<String, Long> known) {
        var imei = CampaignReportRowMapper.imeiOf(row);
        imei.ifPresent(named -> {
            var hash = known.get(CampaignRecords.kept(named));
            if (hash != null) {
                devices.put(named, hash);
            }
        });
        return imei.isPresent();
    }

    /**
     * A row without an id may be about any missing device, until a scan begins without missing
     * devices. Then the row came together with all of them, so it is about none.
     */
    private boolean isClear(long hash, Set<Long> knownBroken) {
        var clear =
                knownBroken.contains(hash)
                        || (knownBroken.contains(~hash) && !records.isAnyMissing());
        hidesDevice |= !clear;
        return clear;
    }

    /** The rows that changed, in their order. */
    List<Row<CampaignReportRow>> changed() {
        return changed;
    }

    /** Whether a device may be missing only because its row could not be read. */
    boolean hidesDevice() {
        return hidesDevice;
    }

    /** What is remembered of the page. */
    PageFingerprint record() {
        return records.page(cursor, devices, broken);
    }

    private static Optional<String> imei(Row<CampaignReportRow> row) {
        return switch (row) {
            case Row.Good<CampaignReportRow>(var device) -> Optional.of(device.imei());
            case Row.Broken<CampaignReportRow> broken -> CampaignReportRowMapper.imeiOf(broken);
        };
    }
}
