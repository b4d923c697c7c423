package io.telltale.streams.topology;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.LinkState;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records for tests; only what a claim is about has to be said. */
public final class Given {

    public static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");
    public static final String ACCOUNT = "0000123456-00001";
    public static final String CAMPAIGN = "f858b8c4";
    public static final String CAMPAIGN_REF = ACCOUNT + ":" + CAMPAIGN;

    private Given() {}

    public static DeviceStatusEvent upgrade(
            String ref, String word, Outcome outcome, long reading, Instant observedAt) {
        return DeviceStatusEvent.newBuilder()
                .setEventId(EventId.of(ref, word, Long.toString(reading)))
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setDevices(List.of(ref))
                .setObservedAt(observedAt)
                .setChannel(Channel.POLL)
                .setTaskKind(TaskKind.SOFTWARE_UPGRADE)
                .setTaskId(CAMPAIGN)
                .setReading(reading)
                .setProviderStatus(word)
                .setOutcome(outcome)
                .setReason(word + "Reason")
                .build();
    }

    public static DeviceStatusEvent command(String ref, Instant observedAt) {
        return DeviceStatusEvent.newBuilder()
                .setEventId(EventId.of("command", ref))
                .setProvider(Provider.GRAPH)
                .setAccount("demo")
                .setDevices(List.of(ref))
                .setObservedAt(observedAt)
                .setChannel(Channel.POLL)
                .setTaskKind(TaskKind.COMMAND)
                .setTaskId("0158")
                .setReading(1)
                .setProviderStatus("completed")
                .setOutcome(Outcome.SUCCEEDED)
                .build();
    }

    public static SmsEvent sms(
            String ref, String text, Channel channel, Instant occurredAt, Instant observedAt) {
        return SmsEvent.newBuilder()
                .setEventId(EventId.of(ref, text, channel.name(), occurredAt.toString()))
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setDevices(List.of(ref))
                .setOccurredAt(occurredAt)
                .setObservedAt(observedAt)
                .setChannel(channel)
                .setDirection(SmsDirection.MOBILE_ORIGINATED)
                .setText(text)
                .build();
    }

    public static SmsEvent delivered(SmsEvent sms, DeliveryStatus status) {
        return SmsEvent.newBuilder(sms)
                .setEventId(EventId.of(sms.getEventId(), status.name()))
                .setDeliveryStatus(status)
                .setProviderDeliveryStatus(status.name())
                .build();
    }

    public static PushActionEvent push(String ref, String action, Instant occurredAt) {
        return push(ref, action, occurredAt, true, "Not personalized");
    }

    public static PushActionEvent push(
            String ref,
            String action,
            Instant occurredAt,
            @Nullable Boolean failed,
            @Nullable String error) {
        return PushActionEvent.newBuilder()
                .setEventId(EventId.of(ref, action, String.valueOf(failed), error))
                .setProvider(Provider.XTREMEPUSH)
                .setAccount("demo")
                .setDevices(List.of(ref))
                .setOccurredAt(occurredAt)
                .setObservedAt(NOW)
                .setChannel(Channel.POLL)
                .setProject("demo")
                .setCampaignId("245624")
                .setActionId(action)
                .setFailed(failed)
                .setErrorMessage(error)
                .build();
    }

    public static DeviceLink link(String one, String other) {
        return DeviceLink.newBuilder()
                .setRefs(List.of(one, other))
                .setState(LinkState.DECLARED)
                .setBy("config/identities.csv")
                .setDeclaredAt(NOW)
                .build();
    }

    public static DeviceLink withdrawn(DeviceLink link) {
        return DeviceLink.newBuilder(link).setState(LinkState.WITHDRAWN).build();
    }

    public static SourceHealth scan(long number, long reportedRows) {
        return SourceHealth.newBuilder()
                .setProvider(Provider.THINGSPACE)
                .setAccount(ACCOUNT)
                .setKind(PollKind.THINGSPACE_CAMPAIGN)
                .setSubject(CAMPAIGN_REF)
                .setScan(
                        CompletedScan.newBuilder()
                                .setNumber(number)
                                .setCompletedAt(NOW)
                                .setRows(reportedRows)
                                .setReportedRows(reportedRows)
                                .build())
                .build();
    }
}
