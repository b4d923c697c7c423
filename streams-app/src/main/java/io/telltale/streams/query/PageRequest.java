package io.telltale.streams.query;

import java.time.Instant;
import java.util.Optional;

/**
 * Which page of a history is wanted.
 *
 * @param from only what is not older; far in the past for all
 * @param before only what comes before this position
 * @param limit most items, 1 or more
 */
public record PageRequest(Instant from, HistoryPosition before, int limit) {

    /** Before every time that can be stored. */
    public static final Instant SINCE_EVER = Instant.ofEpochMilli(Long.MIN_VALUE);

    /**
     * The page between two times, and before the position where the last page ended.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public static PageRequest of(
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<HistoryPosition> before,
            int limit) {
        var end = to.map(HistoryPosition::atTheBeginOf).orElse(HistoryPosition.END);
        var position = before.filter(cursor -> cursor.compareTo(end) < 0).orElse(end);
        return new PageRequest(from.orElse(SINCE_EVER), position, limit);
    }

    boolean contains(HistoryPosition position) {
        return position.compareTo(before) < 0 && !position.orderAt().isBefore(from);
    }
}
