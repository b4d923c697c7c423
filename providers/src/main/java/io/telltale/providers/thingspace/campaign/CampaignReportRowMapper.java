package io.telltale.providers.thingspace.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.page.Row;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.OutcomeTable;
import io.telltale.schemas.event.ReasonText;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns rows of a campaign report into status events. */
public final class CampaignReportRowMapper {

    private final String account;
    private final String campaignId;
    private final EventIds ids;

    /** A mapper for one campaign. */
    public CampaignReportRowMapper(String account, String campaignId) {
        this.account = account;
        this.campaignId = campaignId;
        this.ids = new EventIds(Provider.THINGSPACE, account, Channel.POLL);
    }

    /**
     * The event of a row.
     *
     * @param scan number of the scan that read it, from 1; a page fetched again has the same one.
     *     No part of the event id of a row that carries the time of its last change; of two that
     *     carry the same one, the later scan is the later
     */
    public Event.Status event(CampaignReportRow device, long scan, Instant observedAt) {
        var reason = device.resultReason().orElse(null);
        return new Event.Status(
                DeviceStatusEvent.newBuilder()
                        .setEventId(id(device, scan))
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(account)
                        .setDevices(List.of(device.ref().toString()))
                        .setOccurredAt(device.updatedTime().orElse(null))
                        .setObservedAt(observedAt)
                        .setChannel(Channel.POLL)
                        .setTaskKind(TaskKind.SOFTWARE_UPGRADE)
                        .setTaskId(campaignId)
                        .setReading(scan)
                        .setProviderStatus(device.status())
                        .setOutcome(OutcomeTable.ofThingSpace(device.status(), reason))
                        .setReason(reason)
                        .build());
    }

    /**
     * The event of a device that was removed and is back. Its time may be older than the removal,
     * so it counts as a reading of its own: otherwise the removal would stay the last word.
     *
     * @param scan number of the scan that read it
     */
    public Event.Status returned(CampaignReportRow device, long scan, Instant observedAt) {
        var untimed =
                new CampaignReportRow(
                        device.imei(),
                        device.ref(),
                        device.status(),
                        device.resultReason(),
                        Optional.empty(),
                        device.recentAttemptTime(),
                        device.nextAttemptTime());
        return event(untimed, scan, observedAt);
    }

    /**
     * The event of a device that is missing from a whole scan.
     *
     * @param imei as it stood in the report
     * @param scan number of the scan it is missing from
     */
    public Event.Status removed(String imei, long scan, Instant observedAt) {
        var ref = new DeviceRef(RefKind.IMEI, imei);
        return new Event.Status(
                DeviceStatusEvent.newBuilder()
                        .setEventId(
                                ids.statusReading(
                                        TaskKind.SOFTWARE_UPGRADE,
                                        campaignId,
                                        ref,
                                        Outcome.REMOVED.name(),
                                        null,
                                        scan))
                        .setProvider(Provider.THINGSPACE)
                        .setAccount(account)
                        .setDevices(List.of(ref.toString()))
                        .setObservedAt(observedAt)
                        .setChannel(Channel.POLL)
                        .setTaskKind(TaskKind.SOFTWARE_UPGRADE)
                        .setTaskId(campaignId)
                        .setReading(scan)
                        .setProviderStatus("")
                        .setOutcome(Outcome.REMOVED)
                        .build());
    }

    private String id(CampaignReportRow device, long scan) {
        var kind = TaskKind.SOFTWARE_UPGRADE;
        var reason = device.resultReason().orElse(null);
        return device.updatedTime()
                .map(time ->
                        ids.statusAt(kind, campaignId, device.ref(), device.status(), reason, time))
                .orElseGet(() ->
                        ids.statusReading(
                                kind, campaignId, device.ref(), device.status(), reason, scan));
    }

    /**
     * The device that a row is about which could not be read, where it names one: that device is
     * not missing.
     */
    public static Optional<String> imeiOf(Row.Broken<CampaignReportRow> row) {
        return switch (JsonBody.parse(row.raw())) {
            case JsonBody.NotJson _ -> Optional.empty();
            case JsonBody.Tree(var root) ->
                    JsonMembers.of(root)
                            .flatMap(members -> members.member("deviceId"))
                            .filter(JsonNode::isValueNode)
                            .map(JsonNode::asText);
        };
    }

    /**
     * 32 hex digits that differ when the row differs, for checkpoints. Dates and numbers in the
     * reason make no difference.
     */
    public static String rowDigest(CampaignReportRow device) {
        return EventId.of(
                device.ref().toString(),
                device.status(),
                ReasonText.normalized(device.resultReason().orElse(null)),
                device.updatedTime().map(Instant::toString).orElse(null));
    }
}
