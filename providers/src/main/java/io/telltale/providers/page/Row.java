package io.telltale.providers.page;

import java.util.List;

/** One row of a page. An unreadable row does not affect the others. */
public sealed interface Row<T> {

    /**
     * A row that was understood.
     *
     * @param value the row
     */
    record Good<T>(T value) implements Row<T> {}

    /**
     * A row that was not understood; it belongs into the dead letters.
     *
     * @param raw the row as JSON
     * @param fault what is wrong
     * @param detail which member, and what was expected; no message text
     * @param index place in its page, from 0
     */
    @SuppressWarnings("ArrayRecordComponent") // kept as it came, never compared
    record Broken<T>(byte[] raw, RowFault fault, String detail, int index) implements Row<T> {}

    /** The rows that were understood, in their order. */
    static <T> List<T> good(List<Row<T>> rows) {
        return rows.stream()
                .filter(Good.class::isInstance)
                .map(row -> ((Good<T>) row).value())
                .toList();
    }

    /** The rows that were not understood, in their order. */
    static <T> List<Broken<T>> broken(List<Row<T>> rows) {
        return rows.stream().filter(Broken.class::isInstance).map(row -> (Broken<T>) row).toList();
    }
}
