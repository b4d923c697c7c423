package io.telltale.benchmarks.database;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.TaskKind;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line of the batch.
 *
 * @param reading where a task stands after it; null for a message
 * @param body the event's bytes as they came, in hexadecimal digits
 */
record EventLine(
        String ref,
        String eventId,
        long orderAt,
        long observedAt,
        String family,
        int fromDevice,
        int toDevice,
        int failed,
        @Nullable Reading reading,
        String body) {

    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    /**
     * Where a task stands.
     *
     * @param campaign the campaign that it is part of, if it is of one
     */
    record Reading(
            String task, @Nullable String campaign, String outcome, String status, String reason) {}

    static EventLine of(Event event, byte[] body) {
        var direction = event instanceof Event.Sms(var sms) ? sms.getDirection() : null;
        var isFailed =
                event instanceof Event.PushAction(var push)
                        && Boolean.TRUE.equals(push.getFailed());
        return new EventLine(
                event.devices().getFirst(),
                event.eventId(),
                orderAt(event),
                event.observedAt().toEpochMilli(),
                family(event),
                direction == SmsDirection.MOBILE_ORIGINATED ? 1 : 0,
                direction == SmsDirection.MOBILE_TERMINATED ? 1 : 0,
                isFailed ? 1 : 0,
                reading(event),
                HexFormat.of().formatHex(body));
    }

    private static String family(Event event) {
        return switch (event) {
            case Event.Status _ -> "t";
            case Event.Sms _ -> "s";
            case Event.PushAction _ -> "p";
        };
    }

    private static long orderAt(Event event) {
        var at = event.occurredAt();
        var isKnown = at != null && !at.isAfter(event.observedAt().plus(MOST_AHEAD));
        return (isKnown ? Objects.requireNonNull(at) : event.observedAt()).toEpochMilli();
    }

    private static @Nullable Reading reading(Event event) {
        return switch (event) {
            case Event.Status(var status) -> reading(status);
            case Event.Sms _ -> null;
            case Event.PushAction(var push) -> reading(push);
        };
    }

    private static Reading reading(DeviceStatusEvent event) {
        var isOfCampaign = event.getTaskKind() == TaskKind.SOFTWARE_UPGRADE;
        return new Reading(
                event.getTaskKind() + ":" + event.getTaskId(),
                isOfCampaign ? event.getAccount() + ":" + event.getTaskId() : null,
                event.getOutcome().name(),
                event.getProviderStatus(),
                Objects.requireNonNullElse(event.getReason(), ""));
    }

    private static Reading reading(PushActionEvent event) {
        var campaign = event.getProject() + ":" + event.getCampaignId();
        return new Reading(
                "PUSH:" + campaign,
                campaign,
                Boolean.TRUE.equals(event.getFailed()) ? "FAILED" : "SENT",
                "",
                Objects.requireNonNullElse(event.getErrorMessage(), ""));
    }

    /** In the order of the columns of {@code incoming}. */
    void copyTo(StringBuilder text) {
        var line =
                new CopyLine(text)
                        .add(ref)
                        .add(eventId)
                        .add(orderAt)
                        .add(observedAt)
                        .add(family)
                        .add(fromDevice)
                        .add(toDevice)
                        .add(failed);
        if (reading == null) {
            line.add((String) null)
                    .add((String) null)
                    .add((String) null)
                    .add((String) null)
                    .add((String) null);
        } else {
            line.add(reading.task())
                    .add(reading.campaign())
                    .add(reading.outcome())
                    .add(reading.status())
                    .add(reading.reason());
        }
        line.addBytes(body).end();
    }
}
