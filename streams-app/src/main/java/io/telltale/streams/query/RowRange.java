package io.telltale.streams.query;

import io.telltale.streams.encoding.RowKey;

/**
 * Rows of one ref.
 *
 * @param begin the oldest key, inclusive
 * @param until the newest key, exclusive
 */
public record RowRange(RowKey begin, RowKey until) {

    /** The ref of all its rows. */
    public String ref() {
        return begin.ref();
    }
}
