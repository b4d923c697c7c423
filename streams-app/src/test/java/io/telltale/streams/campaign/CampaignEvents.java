package io.telltale.streams.campaign;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskKind;
import io.telltale.streams.record.CampaignUpdate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records for tests of campaigns; only what a claim is about has to be given. */
final class CampaignEvents {

    static final Instant NOW = Instant.parse("2026-11-20T23:30:00Z");
    static final String ACCOUNT = "0000123456-00001";
    static final String CAMPAIGN = ACCOUNT + ":f858b8c4";
    static final String PUSH_CAMPAIGN = "demo:245624";

    private CampaignEvents() {}

    static DeviceStatusEvent upgrade(
            String ref, String status, Outcome outcome, long reading, Instant observedAt) {
        return DeviceStatusEvent.newBuilder()
                .setEventId(EventId.of(ref, status, Long.toString(reading)))
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setDevices(List.of(ref))
                .setObservedAt(observedAt)
                .setChannel(Channel.POLL)
                .setTaskKind(TaskKind.SOFTWARE_UPGRADE)
                .setTaskId("f858b8c4")
                .setReading(reading)
                .setProviderStatus(status)
                .setOutcome(outcome)
                .build();
    }

    static DeviceStatusEvent failed(String ref, String reason) {
        return DeviceStatusEvent.newBuilder(upgrade(ref, "failed", Outcome.FAILED, 1, NOW))
                .setReason(reason)
                .build();
    }

    static PushActionEvent push(
            String ref, Instant occurredAt, Instant observedAt, @Nullable Boolean failed) {
        return PushActionEvent.newBuilder()
                .setEventId(EventId.of(ref, observedAt.toString(), String.valueOf(failed)))
                .setProvider(Provider.XTREMEPUSH)
                .setAccount("demo")
                .setDevices(List.of(ref))
                .setOccurredAt(occurredAt)
                .setObservedAt(observedAt)
                .setChannel(Channel.POLL)
                .setProject("demo")
                .setCampaignId("245624")
                .setActionId("1")
                .setFailed(failed)
                .build();
    }

    static SourceHealth scan(long number, Instant at) {
        return SourceHealth.newBuilder()
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setKind(PollKind.THINGSPACE_CAMPAIGN)
                .setSubject(CAMPAIGN)
                .setLastSuccessAt(at)
                .setScan(
                        CompletedScan.newBuilder()
                                .setNumber(number)
                                .setCompletedAt(at)
                                .setRows(10 + number)
                                .setReportedRows(10 + number)
                                .build())
                .build();
    }

    static Campaign info(String name, Instant observedAt) {
        return Campaign.newBuilder()
                .setCampaignRef(CAMPAIGN)
                .setKind(TaskKind.SOFTWARE_UPGRADE)
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setCampaignId("f858b8c4")
                .setName(name)
                .setObservedAt(observedAt)
                .build();
    }

    static CampaignReading reading(DeviceStatusEvent event) {
        return CampaignStandings.of(event).orElseThrow();
    }

    static CampaignReading reading(PushActionEvent event) {
        return CampaignStandings.of(event).orElseThrow();
    }

    static CampaignUpdate update(SourceHealth health) {
        return new CampaignUpdate(health.getProvider(), null, health, null);
    }

    static CampaignUpdate update(Campaign info) {
        return new CampaignUpdate(info.getProvider(), null, null, info);
    }
}
