package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rows of one push action among the rows of its ref: they lie at its create time, or at
 * our own where that was in the future when they came.
 *
 * @param state the stores
 */
record PushRows(RefState state) {

    /** Rows looked at, at its time and among untimed ones each; more are refused. */
    private static final int MOST_ROWS = 1_000;

    /**
     * Rows of the same push action, but the one with this key.
     *
     * @throws UnprocessableRecordException if more rows would have to be looked at
     */
    List<PushActionEvent> same(RowKey key, PushActionEvent push) {
        var at = push.getOccurredAt();
        if (at == null) {
            return List.of();
        }
        var found = new LinkedHashMap<String, PushActionEvent>();
        var looked = 0;
        try (var rows =
                state.rows().range(RowKey.from(key.ref(), at), RowKey.until(key.ref(), at))) {
            while (rows.hasNext()) {
                if (++looked > MOST_ROWS) {
                    throw new UnprocessableRecordException(Fault.TOO_MUCH_WORK);
                }
                add(found, rows.next().value, push);
            }
        }
        addUntimed(found, key.ref(), push);
        found.remove(key.eventId());
        return List.copyOf(found.values());
    }

    private void addUntimed(Map<String, PushActionEvent> found, String ref, PushActionEvent push) {
        var untimed = state.untimed().entries(ref, "", MOST_ROWS + 1);
        if (untimed.size() > MOST_ROWS) {
            throw new UnprocessableRecordException(Fault.TOO_MUCH_WORK);
        }
        for (var entry : untimed) {
            var row =
                    state.rows()
                            .get(
                                    new RowKey(
                                            ref,
                                            Instant.ofEpochMilli(entry.value()),
                                            entry.member()));
            if (row != null) {
                add(found, row, push);
            }
        }
    }

    private static void add(Map<String, PushActionEvent> found, Event row, PushActionEvent push) {
        if (row instanceof Event.PushAction(var other) && PushActions.isSame(push, other)) {
            found.put(other.getEventId(), other);
        }
    }
}
