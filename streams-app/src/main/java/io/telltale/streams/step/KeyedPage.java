package io.telltale.streams.step;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list, ascending by a key.
 *
 * @param items the items. Where the reader stopped at its limit of rows they are few, or none, and
 *     more follow all the same
 * @param next key after which the list goes on; empty at its end
 * @param <T> kind of items
 */
public record KeyedPage<T>(List<T> items, Optional<String> next) {

    /** The list is copied. */
    public KeyedPage {
        items = List.copyOf(items);
    }

    /**
     * One page of the pages of several partitions. It ends where the first of them stops: what
     * others have after that place comes with the next page.
     *
     * @param pages pages that begin at one place, each of at most the limit
     * @param limit most items, 1 or more
     * @param key of an item
     */
    public static <T> KeyedPage<T> merge(
            List<KeyedPage<T>> pages, int limit, Function<T, String> key) {
        var stop =
                pages.stream().flatMap(page -> page.next().stream()).min(Comparator.naturalOrder());
        var complete =
                pages.stream()
                        .flatMap(page -> page.items().stream())
                        .filter(item ->
                                stop.map(last -> key.apply(item).compareTo(last) <= 0).orElse(true))
                        .sorted(Comparator.comparing(key))
                        .toList();
        if (complete.size() <= limit) {
            return new KeyedPage<>(complete, stop);
        }
        var items = complete.subList(0, limit);
        return new KeyedPage<>(items, Optional.of(key.apply(items.getLast())));
    }
}
