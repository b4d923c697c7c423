package io.telltale.streams.sms;

import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsEvent;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the window rule needs of an SMS row; rows of one block share direction and folded
 * text.
 *
 * @param eventId its event
 * @param orderAt its place in time, in milliseconds
 * @param isTimed whether {@code orderAt} is the provider's time
 * @param exactText digest of its text
 * @param hasQuestionMark whether its text holds {@code ?}
 * @param isPlain whether its text is printable ASCII alone
 * @param channel the channel that reported it
 * @param deliveryStatus its delivery status; null where the channel reports none
 * @param providerDeliveryStatus the provider's raw delivery status
 * @param observedAt our time, in milliseconds
 */
public record WindowRow(
        String eventId,
        long orderAt,
        boolean isTimed,
        long exactText,
        boolean hasQuestionMark,
        boolean isPlain,
        Channel channel,
        @Nullable DeliveryStatus deliveryStatus,
        @Nullable String providerDeliveryStatus,
        long observedAt) {

    static final Comparator<Channel> CHANNEL_ORDER = Comparator.comparingInt(WindowRow::rank);

    /** By how far the delivery came; the last knows most. */
    static final Comparator<WindowRow> BY_DELIVERY =
            Comparator.comparingInt((WindowRow row) -> rank(row.deliveryStatus()))
                    .thenComparingLong(WindowRow::observedAt)
                    .thenComparing(WindowRow::eventId);

    static WindowRow of(SmsEvent event, FoldedText text) {
        var orderAt = OrderTime.of(event.getOccurredAt(), event.getObservedAt());
        return new WindowRow(
                event.getEventId(),
                orderAt.toEpochMilli(),
                orderAt.equals(event.getOccurredAt()),
                text.exact(),
                text.hasQuestionMark(),
                text.isPlain(),
                event.getChannel(),
                event.getDeliveryStatus(),
                event.getProviderDeliveryStatus(),
                event.getObservedAt().toEpochMilli());
    }

    private static int rank(Channel channel) {
        return switch (channel) {
            case HISTORY -> 0;
            case POLL -> 1;
            case CALLBACK -> 2;
            case UNKNOWN -> 3;
        };
    }

    private static int rank(@Nullable DeliveryStatus status) {
        return switch (status) {
            case null -> 0;
            case UNKNOWN, UNRECOGNIZED -> 1;
            case SCHEDULED -> 2;
            case ACCEPTED -> 3;
            case ENROUTE -> 4;
            case DELIVERED, EXPIRED, DELETED, UNDELIVERABLE, REJECTED, SKIPPED, FAILED -> 5;
        };
    }
}
