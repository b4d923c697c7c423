package io.telltale.streams.sms;

import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.record.SmsRow;

/** Makes the rows that a ref's task sends to the device's task. */
public final class SmsRows {

    private SmsRows() {}

    /**
     * The row of an event, without its text.
     *
     * @param ref the ref that the event is filed under
     * @param isGone whether the row leaves the device
     */
    public static SmsRow of(String ref, SmsEvent event, boolean isGone) {
        var text = FoldedText.of(event.getText());
        var row = WindowRow.of(event, text);
        return new SmsRow(
                ref,
                row.eventId(),
                isGone,
                event.getDirection(),
                text.folded(),
                text.exact(),
                text.hasQuestionMark(),
                text.isPlain(),
                row.orderAt(),
                row.isTimed(),
                row.channel(),
                row.deliveryStatus(),
                row.providerDeliveryStatus(),
                row.observedAt());
    }
}
