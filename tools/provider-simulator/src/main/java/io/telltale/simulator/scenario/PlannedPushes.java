package io.telltale.simulator.scenario;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that were thought out beforehand, by ascending id. */
record PlannedPushes(List<Planned> rows) implements PushProject.Pushes {

    PlannedPushes {
        rows = List.copyOf(rows);
    }

    /** Rows that are always there and never change. */
    static PlannedPushes still(List<PushListRow> rows) {
        return new PlannedPushes(
                rows.stream().map(row -> new Planned(Instant.MIN, row, null, null)).toList());
    }

    /**
     * A row and what becomes of it.
     *
     * @param row as it appears
     * @param failure null when it stays as it is
     * @param disappears null when it stays in the list
     */
    record Planned(
            Instant appears,
            PushListRow row,
            @Nullable Failure failure,
            @Nullable Instant disappears) {

        private boolean isThere(Instant now) {
            return !now.isBefore(appears) && (disappears == null || now.isBefore(disappears));
        }

        private PushListRow rowAt(Instant now) {
            return failure == null || now.isBefore(failure.at()) ? row : failure.row();
        }
    }

    /** A send that turns out to have failed. */
    record Failure(Instant at, PushListRow row) {}

    @Override
    public List<PushListRow> at(Instant now) {
        return rows.stream()
                .filter(each -> each.isThere(now))
                .map(each -> each.rowAt(now))
                .toList();
    }
}
