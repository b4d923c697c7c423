package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.IdentityChange;
import io.telltale.schemas.record.IdentityChangeKind;
import io.telltale.schemas.record.LinkSource;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.service.openapi.ProviderName;
import io.telltale.streams.ref.Readings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a device. Of the last four members one is not null, that of the
 * family.
 */
@Serdeable
record TimelineEntryJson(
        String eventId,
        TimelineFamily family,
        String deviceKey,
        String ref,
        @Nullable ProviderName provider,
        @Nullable String account,
        @Nullable Channel channel,
        @Nullable Instant occurredAt,
        Instant observedAt,
        Instant sortedAt,
        @Nullable Status status,
        @Nullable Sms sms,
        @Nullable PushAction pushAction,
        @Nullable Identity identity) {

    static TimelineEntryJson of(TimelineEntry entry, Payloads payloads) {
        var provider = entry.getProvider();
        var status = entry.getStatus();
        var sms = entry.getSms();
        var push = entry.getPushAction();
        var identity = entry.getIdentity();
        return new TimelineEntryJson(
                entry.getEventId(),
                entry.getFamily(),
                entry.getDeviceKey(),
                entry.getRef(),
                provider == null ? null : ProviderName.of(provider),
                entry.getAccount(),
                entry.getChannel(),
                entry.getOccurredAt(),
                entry.getObservedAt(),
                entry.getSortedAt(),
                status == null ? null : Status.of(status, payloads),
                sms == null ? null : Sms.of(sms),
                push == null ? null : PushAction.of(push),
                identity == null ? null : Identity.of(identity));
    }

    /** A reading of a task. */
    @Serdeable
    record Status(
            TaskKind kind,
            String taskId,
            @Nullable String campaignRef,
            Outcome outcome,
            String providerStatus,
            @Nullable String reason,
            @Nullable CommandJson command) {

        static Status of(DeviceStatusEvent event, Payloads payloads) {
            return new Status(
                    event.getTaskKind(),
                    event.getTaskId(),
                    Readings.campaignRef(event),
                    event.getOutcome(),
                    event.getProviderStatus(),
                    event.getReason(),
                    event.getTaskKind() == TaskKind.COMMAND
                            ? CommandJson.of(event.getCommand(), false, payloads)
                            : null);
        }
    }

    /** An SMS, as one channel reported it. */
    @Serdeable
    record Sms(
            SmsDirection direction,
            @Nullable String sender,
            @Nullable String recipient,
            @Nullable String text,
            boolean textCut,
            @Nullable String encoding,
            @Nullable DeliveryStatus deliveryStatus,
            @Nullable String providerDeliveryStatus) {

        static Sms of(SmsEvent event) {
            return new Sms(
                    event.getDirection(),
                    event.getSender(),
                    event.getRecipient(),
                    event.getText(),
                    event.getTextCut(),
                    event.getEncoding(),
                    event.getDeliveryStatus(),
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
                    PushActionJson.campaignRef(event),
                    event.getFailed(),
                    event.getErrorMessage(),
                    event.getMessage(),
                    event.getMessageCut());
        }
    }

    /**
     * A ref that joined or left the device.
     *
     * @param since when it joined; null if it left, or always belonged to the device
     * @param until when it left; null if it joined
     */
    @Serdeable
    record Identity(
            String ref,
            IdentityChangeKind change,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable LinkSource source,
            @Nullable String evidence) {

        static Identity of(IdentityChange change) {
            var isGone = change.getChange() == IdentityChangeKind.LEFT;
            return new Identity(
                    change.getRef(),
                    change.getChange(),
                    isGone ? null : change.getAt(),
                    isGone ? change.getAt() : null,
                    change.getSource(),
                    change.getEvidence());
        }
    }
}
