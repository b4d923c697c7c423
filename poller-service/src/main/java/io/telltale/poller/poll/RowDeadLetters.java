package io.telltale.poller.poll;

import io.telltale.providers.page.Row;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.PollTask;
import java.util.List;

/** Rows that could not be read, as dead letters: the rest of their page goes on. */
final class RowDeadLetters {

    private RowDeadLetters() {}

    /**
     * A dead letter per broken row.
     *
     * @param page cursor of the page they stand in
     */
    static <T> List<DeadLetter> of(PollTask task, String page, List<Row<T>> rows) {
        return Row.broken(rows).stream()
                .map(row ->
                        new DeadLetter(
                                task.getId(),
                                row.raw(),
                                "poller-service",
                                task.getId(),
                                row.fault().name(),
                                row.detail(),
                                "page %s row %d".formatted(page, row.index())))
                .toList();
    }
}
