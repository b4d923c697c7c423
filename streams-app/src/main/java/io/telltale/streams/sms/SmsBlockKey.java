package io.telltale.streams.sms;

import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.record.SmsRow;

/**
 * Identifies a block of a device: the SMS rows of one direction and folded text in one aligned
 * quarter hour of {@code orderAt}. Only rows of one block can be one message, so a reader that
 * reads whole quarter hours reads whole messages.
 *
 * @param quarterHour number of the quarter hour since 1970, UTC
 * @param direction which way its messages went
 * @param folded digest of their folded text
 */
public record SmsBlockKey(long quarterHour, SmsDirection direction, long folded) {

    /** Length of a quarter hour, in milliseconds. */
    public static final long QUARTER_HOUR = 15 * 60 * 1000L;

    /** Key of the block that holds a row. */
    public static SmsBlockKey of(SmsRow row) {
        return new SmsBlockKey(
                quarterHourOf(row.getOrderAt()), row.getDirection(), row.getFoldedText());
    }

    /** Key of the block that holds the row of an event. */
    public static SmsBlockKey of(SmsEvent event) {
        return of(event, FoldedText.of(event.getText()));
    }

    static SmsBlockKey of(SmsEvent event, FoldedText text) {
        var orderAt = OrderTime.of(event.getOccurredAt(), event.getObservedAt()).toEpochMilli();
        return new SmsBlockKey(quarterHourOf(orderAt), event.getDirection(), text.folded());
    }

    /** The number of the quarter hour that holds a time in milliseconds. */
    public static long quarterHourOf(long orderAt) {
        return Math.floorDiv(orderAt, QUARTER_HOUR);
    }
}
