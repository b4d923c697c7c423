package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.fold.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a ref in a span of time, in the store.
 *
 * @param from begin of the span, inclusive; null = since ever
 * @param to its end, exclusive; null = still
 */
record StoredRows(
        KeyValueStore<RowKey, Event> rows,
        KeyValueStore<PairKey, Long> untimedRows,
        String ref,
        @Nullable Instant from,
        @Nullable Instant to)
        implements Rows {

    @Override
    public List<Event> between(Instant begin, Instant until) {
        var first = from != null && from.isAfter(begin) ? from : begin;
        var found = new ArrayList<Event>();
        try (var all =
                rows.range(RowKey.from(ref, bounded(first)), RowKey.until(ref, last(until)))) {
            all.forEachRemaining(row -> found.add(row.value));
        }
        return found;
    }

    private Instant last(Instant until) {
        return to != null && !to.isAfter(until) ? to.minusMillis(1) : bounded(until);
    }

    /** Keys hold times in milliseconds. */
    private static Instant bounded(Instant time) {
        if (time.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE))) {
            return Instant.ofEpochMilli(Long.MIN_VALUE);
        }
        return time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))
                ? Instant.ofEpochMilli(Long.MAX_VALUE)
                : time;
    }

    @Override
    public List<Event> untimed() {
        var found = new ArrayList<Event>();
        try (var all = untimedRows.range(PairKey.first(ref), PairKey.last(ref))) {
            while (all.hasNext()) {
                var next = all.next();
                var filedAt = Instant.ofEpochMilli(next.value);
                var row = rows.get(new RowKey(ref, filedAt, next.key.member()));
                if (row != null && contains(filedAt)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private boolean contains(Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }
}
