package io.telltale.streams.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A piece of a list.
 *
 * @param items its items
 * @param last place of the last one when more follow, else empty
 * @param <T> kind of items
 * @param <P> kind of places
 */
public record Page<T, P>(List<T> items, Optional<P> last) {

    /** The list is copied. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The first so many of these.
     *
     * @param sorted more than the limit, if there are more
     */
    static <T, P> Page<T, P> of(List<T> sorted, int limit, Function<T, P> place) {
        if (sorted.size() <= limit) {
            return new Page<>(sorted, Optional.empty());
        }
        var items = sorted.subList(0, limit);
        return new Page<>(items, Optional.of(place.apply(items.getLast())));
    }
}
