package io.telltale.poller.poll;

import io.telltale.providers.page.Row;
import io.telltale.schemas.record.PageFingerprint;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the rows of a page that say something new: those whose hash is not among the rows the page
 * or its neighbours held when they were last published. Neighbours count because a row may move
 * over a page's edge between two scans; pages of older scans do not, because a status may come
 * back. Broken rows have a hash too, so that one becomes a dead letter once and not with every
 * scan.
 *
 * @param <T> a row that was understood
 */
final class PageChanges<T> {

    private final String cursor;
    private final List<Row<T>> rows;
    private final Function<T, String> digest;
    private final long scan;
    private final Set<Long> known;

    /**
     * Compares a page with what was published before.
     *
     * @param pages published pages by first cursor
     * @param cursor with which the page was asked
     * @param digest 32 hex digits of what a row says
     * @param scan number of the scan going on
     */
    PageChanges(
            NavigableMap<String, PageFingerprint> pages,
            String cursor,
            List<Row<T>> rows,
            Function<T, String> digest,
            long scan) {
        this.cursor = cursor;
        this.rows = rows;
        this.digest = digest;
        this.scan = scan;
        this.known =
                Stream.of(
                                pages.lowerEntry(cursor),
                                pages.ceilingEntry(cursor),
                                pages.higherEntry(cursor))
                        .filter(Objects::nonNull)
                        .map(entry -> entry.getValue())
                        .filter(page -> page.getScan() >= scan - 1)
                        .flatMap(page -> page.getRows().stream())
                        .collect(Collectors.toSet());
    }

    /** The rows that say something new, in their order. */
    List<Row<T>> changed() {
        return rows.stream().filter(row -> !known.contains(hash(row))).toList();
    }

    /** What the page holds now. */
    PageFingerprint fingerprint() {
        return PageFingerprint.newBuilder()
                .setFirstCursor(cursor)
                .setRows(rows.stream().map(this::hash).toList())
                .setScan(scan)
                .build();
    }

    private long hash(Row<T> row) {
        return RowHash.of(row, digest);
    }
}
