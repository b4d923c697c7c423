package io.telltale.streams.fold;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SMS of a device, made of everything that queue, live callback and history told of it.
 *
 * @param rows its rows, one or more; the first speaks for the message where rows differ
 * @param twin which one of several equal SMS at the same time, from 0
 */
public record SmsMessage(List<SmsEvent> rows, int twin) {

    private static final Comparator<SmsEvent> MOST_TELLING_FIRST =
            Comparator.comparingInt((SmsEvent row) -> rank(row.getChannel()))
                    .thenComparing(SmsMessage::timeOf)
                    .thenComparing(SmsEvent::getEventId);

    private static final Comparator<SmsEvent> BY_DELIVERY =
            Comparator.comparingInt((SmsEvent row) -> rank(row.getDeliveryStatus()))
                    .thenComparing(SmsEvent::getObservedAt)
                    .thenComparing(SmsEvent::getEventId);

    /** The rows are copied and sorted. */
    public SmsMessage {
        rows = rows.stream().sorted(MOST_TELLING_FIRST).toList();
    }

    /**
     * The messages behind these rows of one device, a pure function of the set. Rows of one
     * direction and text whose provider times are at most 2 s apart tell of the same SMS, or of as
     * many as one channel tells.
     */
    public static List<SmsMessage> of(Collection<SmsEvent> rows) {
        return SmsGroups.messages(rows);
    }

    /** Whether both rows may tell of the same SMS: one direction, one text. */
    public static boolean alike(SmsEvent one, SmsEvent other) {
        return one.getDirection() == other.getDirection()
                && Objects.equals(SmsGroups.comparable(one), SmsGroups.comparable(other));
    }

    /** The row that speaks for the message: history before queue before live callback. */
    public SmsEvent told() {
        return rows.getFirst();
    }

    /** 32 hex digits, the same as long as the row that speaks for the message is the same. */
    public String messageId() {
        var told = told();
        return EventId.of(
                "sms-message",
                told.getDevices().getFirst(),
                told.getDirection().name(),
                SmsGroups.textDigest(told),
                orderAt().toString(),
                Integer.toString(twin));
    }

    /** Its place in the order. */
    public Instant orderAt() {
        return timeOf(told());
    }

    Instant lastOrderAt() {
        return rows.stream().map(SmsMessage::timeOf).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Which way it went. */
    public SmsDirection direction() {
        return told().getDirection();
    }

    /** The row that knows most of its delivery. */
    public SmsEvent delivery() {
        return rows.stream().max(BY_DELIVERY).orElseThrow();
    }

    /** How far it came; null while no channel tells. */
    public @Nullable DeliveryStatus deliveryStatus() {
        return delivery().getDeliveryStatus();
    }

    /** When we first saw it. */
    public Instant observedAt() {
        return rows.stream()
                .map(SmsEvent::getObservedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    static Instant timeOf(SmsEvent row) {
        return OrderTime.of(row.getOccurredAt(), row.getObservedAt());
    }

    private static int rank(Channel channel) {
        return switch (channel) {
            case HISTORY -> 0;
            case POLL -> 1;
            case CALLBACK -> 2;
            case UNKNOWN -> 3;
        };
    }

    /** Terminal beats enroute beats accepted beats scheduled beats unknown beats nothing. */
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
