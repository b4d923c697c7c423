package io.telltale.streams.sms;

import io.telltale.schemas.record.DeliveryStatus;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one message.
 *
 * @param rows one or more; the first began the message
 */
public record RowsOfMessage(List<WindowRow> rows) {

    /** The list is copied. */
    public RowsOfMessage {
        rows = List.copyOf(rows);
    }

    /**
     * Begin of the message's window, in milliseconds: of its minute, or of its quarter hour where
     * only rows without a provider time reported it.
     */
    public long windowBegin() {
        var begin = rows.getFirst();
        var length = begin.isTimed() ? SmsWindows.MINUTE : SmsBlockKey.QUARTER_HOUR;
        return Math.floorDiv(begin.orderAt(), length) * length;
    }

    /** How far the message came; null where no channel reports it. */
    public @Nullable DeliveryStatus deliveryStatus() {
        return delivery().deliveryStatus();
    }

    /** The row that knows most of its delivery. */
    WindowRow delivery() {
        return rows.stream().max(WindowRow.BY_DELIVERY).orElseThrow();
    }

    /** The smallest event id of its rows. */
    String smallestEventId() {
        return rows.stream().map(WindowRow::eventId).min(Comparator.naturalOrder()).orElseThrow();
    }
}
