package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.streams.encoding.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Rows of one ref in their order, however they come. */
final class FiledRows implements Rows {

    private final NavigableMap<RowKey, Event> rows = new TreeMap<>();

    void add(Event row) {
        rows.put(RowKey.of(Tellings.REF, row), row);
    }

    @Override
    public List<Event> between(Instant from, Instant until) {
        var begin = RowKey.from(Tellings.REF, from);
        var end = RowKey.until(Tellings.REF, until);
        return List.copyOf(rows.subMap(begin, true, end, true).values());
    }

    @Override
    public List<Event> untimed() {
        var found = new ArrayList<Event>();
        rows.forEach((key, row) -> {
            if (!key.orderAt().equals(row.occurredAt())) {
                found.add(row);
            }
        });
        return found;
    }
}
