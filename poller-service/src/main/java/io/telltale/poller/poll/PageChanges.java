package io.telltale.poller.poll;

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
 * over a page's edge between two scans.
 */
final class PageChanges {

    private static final int HASH_DIGITS = 16;
    private static final int HEX = 16;

    private PageChanges() {}

    /**
     * The rows that are new, in their order.
     *
     * @param cursor with which the page was asked
     * @param digest 32 hex digits of a row
     */
    static <T> List<T> of(
            NavigableMap<String, PageFingerprint> pages,
            String cursor,
            List<T> rows,
            Function<T, String> digest) {
        var known = known(pages, cursor);
        return rows.stream().filter(row -> !known.contains(hash(digest.apply(row)))).toList();
    }

    /** What the page holds now. */
    static <T> PageFingerprint fingerprint(
            String cursor, List<T> rows, Function<T, String> digest, long scan) {
        return PageFingerprint.newBuilder()
                .setFirstCursor(cursor)
                .setRows(rows.stream().map(row -> hash(digest.apply(row))).toList())
                .setScan(scan)
                .build();
    }

    private static Set<Long> known(NavigableMap<String, PageFingerprint> pages, String cursor) {
        return Stream.of(
                        pages.lowerEntry(cursor),
                        pages.ceilingEntry(cursor),
                        pages.higherEntry(cursor))
                .filter(Objects::nonNull)
                .flatMap(page -> page.getValue().getRows().stream())
                .collect(Collectors.toSet());
    }

    private static long hash(String digest) {
        return Long.parseUnsignedLong(digest.substring(0, HASH_DIGITS), HEX);
    }
}
