package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.streams.encoding.RowKey;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a range in a store. Opens an iterator with the first row, so one that nothing is
 * taken of holds nothing.
 */
final class StoredRows implements RowIterator {

    private final ReadOnlyKeyValueStore<RowKey, Event> store;
    private final RowRange range;
    private final Set<TimelineFamily> families;
    private final ConfirmingReadings confirming;
    private @Nullable KeyValueIterator<RowKey, Event> rows;

    /**
     * Rows of a range.
     *
     * @param families events of others are left out
     * @param confirming readings that are left out, too
     */
    StoredRows(
            ReadOnlyKeyValueStore<RowKey, Event> store,
            RowRange range,
            Set<TimelineFamily> families,
            ConfirmingReadings confirming) {
        this.store = store;
        this.range = range;
        this.families = families;
        this.confirming = confirming;
    }

    @Override
    public @Nullable HistoryRow next() {
        if (rows == null) {
            rows = store.reverseRange(range.begin(), range.until());
        }
        if (!rows.hasNext()) {
            return null;
        }
        var row = rows.next();
        return row.key.equals(range.until())
                ? next()
                : new HistoryRow(range.span(), row.key, isWanted(row.value) ? row.value : null);
    }

    private boolean isWanted(Event event) {
        return families.contains(family(event))
                && !(event instanceof Event.Status(var reading) && confirming.contains(reading));
    }

    private static TimelineFamily family(Event event) {
        return switch (event) {
            case Event.Status _ -> TimelineFamily.STATUS;
            case Event.Sms _ -> TimelineFamily.SMS;
            case Event.PushAction _ -> TimelineFamily.PUSH;
        };
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }
}
