package io.telltale.streams.query;

import java.time.Instant;
import java.util.Comparator;

/**
 * A position in a history.
 *
 * @param orderAt time in the order
 * @param eventId decides between equal times
 */
public record HistoryPosition(Instant orderAt, String eventId)
        implements Comparable<HistoryPosition> {

    private static final Comparator<HistoryPosition> ORDER =
            Comparator.comparing(HistoryPosition::orderAt).thenComparing(HistoryPosition::eventId);

    /** After everything, so that a page from here begins with the newest. */
    public static final HistoryPosition END =
            new HistoryPosition(Instant.ofEpochMilli(Long.MAX_VALUE), "\uffff");

    /** Before everything of that time. */
    static HistoryPosition atTheBeginOf(Instant time) {
        return new HistoryPosition(time, "");
    }

    @Override
    public int compareTo(HistoryPosition other) {
        return ORDER.compare(this, other);
    }
}
