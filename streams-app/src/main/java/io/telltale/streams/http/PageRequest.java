package io.telltale.streams.http;

import io.telltale.streams.store.Place;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of a history is wanted.
 *
 * @param before only what is older than this place
 * @param limit most items
 */
record PageRequest(Place before, int limit) {

    static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(
                cursor == null ? Place.END : Cursors.place(cursor), Parameters.limit(limit));
    }
}
