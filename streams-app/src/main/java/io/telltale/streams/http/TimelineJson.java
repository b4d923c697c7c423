package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.IdentityChange;
import io.telltale.schemas.record.IdentityChangeKind;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.streams.ref.Readings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a device. One of the last four is an object, the one of the family.
 */
@Serdeable
record TimelineJson(
        String eventId,
        String family,
        String deviceKey,
        String ref,
        @Nullable String provider,
        @Nullable String account,
        @Nullable String channel,
        @Nullable Instant occurredAt,
        Instant observedAt,
        Instant sortedAt,
        @Nullable Status status,
        @Nullable Sms sms,
        @Nullable PushAction pushAction,
        @Nullable Identity identity) {

    static TimelineJson of(TimelineEntry entry, Payloads payloads) {
        var provider = entry.getProvider();
        var channel = entry.getChannel();
        var status = entry.getStatus();
        var sms = entry.getSms();
        var push = entry.getPushAction();
        var identity = entry.getIdentity();
        return new TimelineJson(
                entry.getEventId(),
                entry.getFamily().name(),
                entry.getDeviceKey(),
                entry.getRef(),
                provider == null ? null : ProviderNames.of(provider),
                entry.getAccount(),
                channel == null ? null : channel.name(),
                entry.getOccurredAt(),
                entry.getObservedAt(),
                entry.getSortedAt(),
                status == null ? null : Status.of(status, payloads),
                sms == null ? null : Sms.of(sms),
                push == null ? null : PushAction.of(push),
                identity == null ? null : Identity.of(identity));
    }

    /** One reading of a task. */
    @Serdeable
    record Status(
            String kind,
            String taskId,
            @Nullable String campaignRef,
            String outcome,
            String providerStatus,
            @Nullable String reason,
            @Nullable CommandJson command) {

        static Status of(DeviceStatusEvent event, Payloads payloads) {
            return new Status(
                    event.getTaskKind().name(),
                    event.getTaskId(),
                    Readings.campaignRef(event),
                    event.getOutcome().name(),
                    event.getProviderStatus(),
                    event.getReason(),
                    event.getTaskKind() == TaskKind.COMMAND
                            ? CommandJson.of(event.getCommand(), false, payloads)
                            : null);
        }
    }

    /** An SMS, as one channel told it. */
    @Serdeable
    record Sms(
            String direction,
            @Nullable String sender,
            @Nullable String recipient,
            @Nullable String text,
            boolean textCut,
            @Nullable String encoding,
            @Nullable String deliveryStatus,
            @Nullable String providerDeliveryStatus) {

        static Sms of(SmsEvent event) {
            var status = event.getDeliveryStatus();
            return new Sms(
                    event.getDirection().name(),
                    event.getSender(),
                    event.getRecipient(),
                    event.getText(),
                    event.getTextCut(),
                    event.getEncoding(),
                    status == null ? null : status.name(),
                    event.getProviderDeliveryStatus());
        }
    }

    /** A push message. */
    @Serdeable
    record PushAction(
            String actionId,
            String campaignId,
            String campaignRef,
            @Nullable Boolean failed,
            @Nullable String errorMessage,
            @Nullable String message,
            boolean messageCut) {

        static PushAction of(PushActionEvent event) {
            return new PushAction(
                    event.getActionId(),
                    event.getCampaignId(),
                    ProviderNames.campaignRef(event),
                    event.getFailed(),
                    event.getErrorMessage(),
                    event.getMessage(),
                    event.getMessageCut());
        }
    }

    /**
     * A ref that came or went.
     *
     * @param change JOINED or LEFT
     * @param since when it came; null if it went, or is there since ever
     * @param until when it went; null if it came
     */
    @Serdeable
    record Identity(
            String ref,
            String change,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String source,
            @Nullable String evidence) {

        static Identity of(IdentityChange change) {
            var isGone = change.getChange() == IdentityChangeKind.LEFT;
            var source = change.getSource();
            return new Identity(
                    change.getRef(),
                    change.getChange().name(),
                    isGone ? null : change.getAt(),
                    isGone ? change.getAt() : null,
                    source == null ? null : source.name(),
                    change.getEvidence());
        }
    }
}
