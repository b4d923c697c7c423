package io.telltale.simulator.xtremepush.pushes;

import io.telltale.simulator.scenario.push.PushListRow;
import io.telltale.simulator.switches.PushQuirks.PushDefaultOrder;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which rows are answered.
 *
 * @param comparator null when the rows' own order will do, which is by id and by time
 * @param descending walks the rows from the last; only without a comparator
 */
record SortOrder(@Nullable Comparator<PushListRow> comparator, boolean descending) {

    private static final Comparator<@Nullable Object> VALUES =
            Comparator.nullsFirst((one, other) ->
                    one instanceof Long number && other instanceof Long second
                            ? number.compareTo(second)
                            : one.toString().compareTo(other.toString()));

    /** One column of the query's order. */
    private record By(Column column, boolean descending) {

        private static By of(String text) {
            var parts = text.strip().split("\\s+", 2);
            var column = Column.of(parts[0]);
            return switch (parts.length == 1 ? "ASC" : parts[1]) {
                case "ASC" -> new By(column, false);
                case "DESC" -> new By(column, true);
                default -> throw PushListQuery.invalid("order must be ASC or DESC, was " + text);
            };
        }

        private Comparator<PushListRow> comparator() {
            var ascending = Comparator.comparing(column::in, VALUES);
            return descending ? ascending.reversed() : ascending;
        }
    }

    static SortOrder byDefault(PushDefaultOrder order) {
        return new SortOrder(null, order == PushDefaultOrder.NEWEST_FIRST);
    }

    /**
     * The order that a query names.
     *
     * @param columns at least one, each with its direction
     * @throws RefusedException when there is no such column or direction
     */
    static SortOrder of(List<String> columns) {
        var all = columns.stream().map(By::of).toList();
        var first = all.getFirst();
        var own =
                first.column() == Column.ID
                        || (first.column() == Column.CREATE_TIME && all.size() == 1);
        return own
                ? new SortOrder(null, first.descending())
                : new SortOrder(
                        all.stream()
                                .map(By::comparator)
                                .reduce(Comparator::thenComparing)
                                .orElseThrow(),
                        false);
    }

    /** The rows that hold, in this order; no more of them are made than are read, if possible. */
    Stream<PushListRow> of(List<PushListRow> rows, Predicate<PushListRow> condition) {
        var walked = (descending ? rows.reversed() : rows).stream().filter(condition);
        return comparator == null ? walked : walked.sorted(comparator);
    }
}
