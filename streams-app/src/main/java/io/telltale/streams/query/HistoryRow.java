package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.streams.device.RefSpan;
import io.telltale.streams.encoding.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * A row of a history.
 *
 * @param span the span it belongs to
 * @param event null where the history leaves it out: an event of another family, or a reading that
 *     only confirms the one before it
 */
public record HistoryRow(RefSpan span, RowKey key, @Nullable Event event) {

    /** Its position among the rows of all refs. */
    HistoryPosition position() {
        return new HistoryPosition(key.orderAt(), key.eventId());
    }
}
