package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.streams.encoding.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Removes rows that were first observed long ago; their sums stay. An index of days and refs leads
 * to them. At most {@value #SLICE} rows are looked at in one go; the place reached is kept in
 * memory, so a restart looks at rows of one ref again and removes nothing twice.
 */
final class RowExpiry {

    static final Duration TICK = Duration.ofSeconds(1);

    private static final int SLICE = 1_000;

    /** Ticks without work after which days that came late are looked for. */
    private static final int LOOK_BACK_AFTER = 3_600;

    private final RefState state;
    private final Duration kept;

    /** Days up to this one are done. */
    private String doneDay = "";

    private int idleTicks;

    /** The ref that is gone through, and where; null between refs. */
    private @Nullable Position position;

    /**
     * A place in the rows of a ref.
     *
     * @param day the day whose rows go
     * @param after the last row looked at
     */
    private record Position(String day, RowKey after) {}

    RowExpiry(RefState state, Duration kept) {
        this.state = state;
        this.kept = kept;
    }

    /**
     * Goes on for a slice.
     *
     * @param now wall clock, in milliseconds
     */
    void goOn(long now) {
        if (position == null) {
            position = next(EventFiling.dayOf(now - kept.toMillis()));
        }
        if (position != null) {
            position = slice(position);
        } else if (++idleTicks >= LOOK_BACK_AFTER) {
            idleTicks = 0;
            doneDay = "";
        }
    }

    private @Nullable Position next(String firstKept) {
        var next = state.days().owners(doneDay, 1);
        if (next.isEmpty() || next.getFirst().owner().compareTo(firstKept) >= 0) {
            return null;
        }
        return new Position(next.getFirst().owner(), RowKey.first(next.getFirst().member()));
    }

    private @Nullable Position slice(Position position) {
        var ref = position.after().ref();
        var slice = rowsAfter(position.after());
        for (var row : slice) {
            if (EventFiling.dayOf(row.value.observedAt().toEpochMilli()).equals(position.day())) {
                remove(row);
            }
        }
        if (slice.size() == SLICE) {
            return new Position(position.day(), slice.getLast().key);
        }
        state.days().put(position.day(), ref, null);
        if (state.days().entries(position.day(), "", 1).isEmpty()) {
            doneDay = position.day();
        }
        return null;
    }

    private List<KeyValue<RowKey, Event>> rowsAfter(RowKey after) {
        var found = new ArrayList<KeyValue<RowKey, Event>>();
        try (var rows = state.rows().range(after, RowKey.last(after.ref()))) {
            while (rows.hasNext() && found.size() < SLICE) {
                var row = rows.next();
                if (!row.key.equals(after)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private void remove(KeyValue<RowKey, Event> row) {
        state.rows().delete(row.key);
        if (!row.key.orderAt().equals(row.value.occurredAt())) {
            state.untimed().put(row.key.ref(), row.key.eventId(), null);
        }
    }
}
