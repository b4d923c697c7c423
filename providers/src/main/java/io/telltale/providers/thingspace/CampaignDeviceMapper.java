package io.telltale.providers.thingspace;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.OutcomeWords;
import io.telltale.schemas.event.Reason;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import java.time.Instant;
import java.util.List;

/** Turns rows of a campaign report into status events. */
public final class CampaignDeviceMapper {

    private static final long NO_READING = 0;

    private final String account;
    private final String campaignId;
    private final EventIds ids;

    /** A mapper for one campaign. */
    public CampaignDeviceMapper(String account, String campaignId) {
        this.account = account;
        this.campaignId = campaignId;
        this.ids = new EventIds(Provider.THINGSPACE, account, Channel.POLL);
    }

    /**
     * The event of a row.
     *
     * @param scan number of the scan that read it, from 1; a page fetched again has the same one.
     *     Not used for rows that carry the time of their last change
     */
    public Event.Status event(CampaignDevice device, long scan, Instant observedAt) {
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
                        .setReading(device.updatedTime().isPresent() ? NO_READING : scan)
                        .setProviderStatus(device.status())
                        .setOutcome(OutcomeWords.ofThingSpace(device.status(), reason))
                        .setReason(reason)
                        .build());
    }

    private String id(CampaignDevice device, long scan) {
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
     * 32 hex digits that differ when the row says something else, for checkpoints. Dates and
     * numbers in the reason make no difference.
     */
    public static String rowDigest(CampaignDevice device) {
        return EventId.of(
                device.ref().toString(),
                device.status(),
                Reason.normalized(device.resultReason().orElse(null)),
                device.updatedTime().map(Instant::toString).orElse(null));
    }
}
