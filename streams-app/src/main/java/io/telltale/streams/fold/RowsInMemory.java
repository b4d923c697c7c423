package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.OrderTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rows that are folded once more, the later ones not there yet. */
final class RowsInMemory implements Rows {

    private final List<Event> rows = new ArrayList<>();

    /** Rows come in their order. */
    void add(Event row) {
        rows.add(row);
    }

    @Override
    public List<Event> between(Instant from, Instant until) {
        var begin = rows.size();
        while (begin > 0 && !timeOf(rows.get(begin - 1)).isBefore(from)) {
            begin--;
        }
        return rows.subList(begin, rows.size()).stream()
                .filter(row -> !timeOf(row).isAfter(until))
                .toList();
    }

    @Override
    public List<Event> untimed() {
        return rows.stream().filter(row -> !Objects.equals(timeOf(row), row.occurredAt())).toList();
    }

    private static Instant timeOf(Event row) {
        return OrderTime.of(row.occurredAt(), row.observedAt());
    }
}
