package io.telltale.streams.query;

import io.telltale.streams.device.RefSpan;
import io.telltale.streams.encoding.RowKey;
import java.time.Instant;

/**
 * Rows of one ref.
 *
 * @param span the span they belong to
 * @param begin the oldest key, inclusive
 * @param until the newest key, exclusive
 */
public record RowRange(RefSpan span, RowKey begin, RowKey until) {

    /**
     * Rows of a span.
     *
     * @param before only rows before this position
     * @param from only rows that are not older, in milliseconds
     */
    static RowRange of(RefSpan span, HistoryPosition before, Instant from) {
        var begin = span.validFrom();
        var to = span.validTo();
        var end = to == null ? HistoryPosition.END : HistoryPosition.atTheBeginOf(to);
        return new RowRange(
                        span,
                        RowKey.from(
                                span.ref(), begin == null || begin.isBefore(from) ? from : begin),
                        keyOf(span, end))
                .before(keyOf(span, before));
    }

    /** The ref of all its rows. */
    public String ref() {
        return span.ref();
    }

    /** What of it comes before a key. */
    public RowRange before(RowKey key) {
        return key.compareTo(until) < 0 ? new RowRange(span, begin, key) : this;
    }

    /** Whether no key lies in it. */
    public boolean isEmpty() {
        return begin.compareTo(until) >= 0;
    }

    private static RowKey keyOf(RefSpan span, HistoryPosition position) {
        return new RowKey(span.ref(), position.orderAt(), position.eventId());
    }
}
