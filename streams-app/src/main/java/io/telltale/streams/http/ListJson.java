package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.streams.query.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items the items
 * @param nextCursor cursor of the next page; null at the end
 */
@Serdeable
record ListJson<T>(List<T> items, @Nullable String nextCursor) {

    static <V, P, T> ListJson<T> of(
            Page<V, P> page, Function<V, T> json, Function<P, String> cursor) {
        return new ListJson<>(
                page.items().stream().map(json).toList(), page.last().map(cursor).orElse(null));
    }
}
