package io.telltale.streams.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param items its items
 * @param last position of the last one looked at when more may follow, else empty
 * @param <T> kind of items
 * @param <P> kind of positions
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
    static <T, P> Page<T, P> of(List<T> sorted, int limit, Function<T, P> position) {
        if (sorted.size() <= limit) {
            return new Page<>(sorted, Optional.empty());
        }
        var items = sorted.subList(0, limit);
        return new Page<>(items, Optional.of(position.apply(items.getLast())));
    }
}
