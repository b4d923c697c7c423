package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.record.ReadingPlace;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks up readings among the rows of a ref, at most {@value #MOST_ROWS} rows to either side.
 *
 * @param rows the rows
 * @param ref their ref
 * @param upTo rows after this one are not summed yet and do not count; null = all count
 */
record RowNeighbours(KeyValueStore<RowKey, Event> rows, String ref, @Nullable RowKey upTo)
        implements NeighbourReadings {

    /** Rows looked at for one neighbour; a reading that needs more is refused. */
    static final int MOST_ROWS = 1_000;

    @Override
    public Optional<DeviceStatusEvent> before(DeviceStatusEvent reading, ReadingPlace notBefore) {
        var first = RowKey.from(ref, Instant.ofEpochMilli(notBefore.getOrderAt()));
        var last = RowKey.until(ref, Instant.ofEpochMilli(Readings.orderAt(reading)));
        try (var newestFirst = rows.reverseRange(first, last)) {
            return nearest(reading, newestFirst, -1);
        }
    }

    @Override
    public Optional<DeviceStatusEvent> after(DeviceStatusEvent reading, ReadingPlace notAfter) {
        var first = RowKey.from(ref, Instant.ofEpochMilli(Readings.orderAt(reading)));
        var last = RowKey.until(ref, Instant.ofEpochMilli(notAfter.getOrderAt()));
        try (var oldestFirst = rows.range(first, last)) {
            return nearest(reading, oldestFirst, 1);
        }
    }

    /** Rows of one millisecond lie by event id, so all of the millisecond found are compared. */
    private Optional<DeviceStatusEvent> nearest(
            DeviceStatusEvent reading, KeyValueIterator<RowKey, Event> rows, int direction) {
        var place = Readings.placeOf(reading);
        DeviceStatusEvent found = null;
        var looked = 0;
        while (rows.hasNext()) {
            var row = rows.next();
            if (found != null && row.key.orderAt().toEpochMilli() != Readings.orderAt(found)) {
                break;
            }
            if (++looked > MOST_ROWS) {
                throw new UnprocessableRecordException(Fault.TOO_MUCH_WORK);
            }
            if (isSummed(row.key)
                    && row.value instanceof Event.Status(var other)
                    && Readings.isSameTask(reading, other)
                    && isBeyond(place, other, direction)
                    && (found == null || isBeyond(Readings.placeOf(found), other, -direction))) {
                found = other;
            }
        }
        return Optional.ofNullable(found);
    }

    private boolean isSummed(RowKey row) {
        return upTo == null || row.compareTo(upTo) <= 0;
    }

    private static boolean isBeyond(ReadingPlace place, DeviceStatusEvent other, int direction) {
        return Readings.ORDER.compare(Readings.placeOf(other), place) * direction > 0;
    }
}
