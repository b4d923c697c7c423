package io.telltale.streams.sms;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SMS of a device with everything that queue, live callback and history report of it.
 *
 * @param messageId 32 hex digits, made of the set of its rows: the same in every arrival order
 * @param windowBegin begin of its window: of its minute, or of its quarter hour where no row has a
 *     provider time
 * @param smallestEventId the smallest event id of its rows; with the window's begin it is a place
 *     in lists
 * @param rows its rows: history before poll before callback, then by time, then by event id
 * @param delivery the row that knows most of its delivery
 */
public record SmsMessage(
        String messageId,
        Instant windowBegin,
        String smallestEventId,
        List<SmsEvent> rows,
        SmsEvent delivery) {

    private static final Comparator<SmsEvent> ORDER =
            Comparator.comparing(SmsEvent::getChannel, WindowRow.CHANNEL_ORDER)
                    .thenComparing(SmsMessage::orderAt)
                    .thenComparing(SmsEvent::getEventId);

    /** The rows are copied and sorted. */
    public SmsMessage {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /**
     * The messages behind some rows of one device.
     *
     * @param rows all rows of the device in one or more whole quarter hours, in any order; a row
     *     that stands there twice counts once
     */
    public static List<SmsMessage> of(Collection<SmsEvent> rows) {
        var events = new HashMap<String, SmsEvent>();
        var blocks = new LinkedHashMap<SmsBlockKey, List<WindowRow>>();
        for (var event : rows) {
            if (events.put(event.getEventId(), event) == null) {
                var text = FoldedText.of(event.getText());
                blocks.computeIfAbsent(SmsBlockKey.of(event, text), _ -> new ArrayList<>())
                        .add(WindowRow.of(event, text));
            }
        }
        var messages = new ArrayList<SmsMessage>();
        blocks.forEach((block, of) ->
                SmsWindows.messages(of)
                        .forEach(message -> messages.add(of(block, message, events))));
        return messages;
    }

    private static SmsMessage of(
            SmsBlockKey block, RowsOfMessage message, HashMap<String, SmsEvent> events) {
        var id =
                EventId.of(
                        "sms-message",
                        block.direction().name(),
                        Long.toHexString(block.folded()),
                        Long.toString(message.windowBegin()),
                        message.smallestEventId());
        return new SmsMessage(
                id,
                Instant.ofEpochMilli(message.windowBegin()),
                message.smallestEventId(),
                message.rows().stream().map(row -> event(row, events)).toList(),
                event(message.delivery(), events));
    }

    private static SmsEvent event(WindowRow row, HashMap<String, SmsEvent> events) {
        return Objects.requireNonNull(events.get(row.eventId()), row.eventId());
    }

    /** The row whose fields stand for the message where rows differ. */
    public SmsEvent first() {
        return rows.getFirst();
    }

    /** The row whose text to show: the first with the characters that others write as '?'. */
    public SmsEvent textRow() {
        return rows.stream()
                .filter(row -> !FoldedText.of(row.getText()).isPlain())
                .findFirst()
                .orElse(first());
    }

    /** Which way it went. */
    public SmsDirection direction() {
        return first().getDirection();
    }

    /** Its place in time. */
    public Instant orderAt() {
        return orderAt(first());
    }

    /** How far it came; null where no channel reports it. */
    public @Nullable DeliveryStatus deliveryStatus() {
        return delivery.getDeliveryStatus();
    }

    /** When we first saw it. */
    public Instant observedAt() {
        return rows.stream()
                .map(SmsEvent::getObservedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant orderAt(SmsEvent row) {
        return OrderTime.of(row.getOccurredAt(), row.getObservedAt());
    }
}
