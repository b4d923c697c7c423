package io.telltale.poller.poll.xtremepush;

import io.telltale.poller.poll.RowHash;
import io.telltale.poller.poll.xtremepush.PushPaging.Read.Follows;
import io.telltale.poller.poll.xtremepush.PushPaging.Read.Gap;
import io.telltale.poller.poll.xtremepush.PushPaging.Read.Wrong;
import io.telltale.providers.page.Row;
import io.telltale.providers.xtremepush.PushCondition;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.providers.xtremepush.PushRow;
import io.telltale.providers.xtremepush.PushRowMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pages by offset; each repeats the last rows of the one before. Rows that are added push others
 * back, so that they come twice; rows that go away pull others forward, over the edge and out of
 * sight. As long as a page holds one of the rows it should repeat, nothing stood between: the rows
 * keep their order, whichever it is.
 */
final class OffsetPaging implements PushPaging {

    /**
     * Rows that are added can make a page come again, but not so often, to the row. A task that
     * came to this fails from then on, so it must be beyond chance.
     */
    private static final int MOST_SAME = 20;

    private final PushSettings settings;

    OffsetPaging(PushSettings settings) {
        this.settings = settings;
    }

    @Override
    public PushQuery query(PushCondition condition, Optional<String> cursor) {
        return settings.query(condition, settings.order(), offset(cursor));
    }

    @Override
    public Read read(Place place, List<Row<PushRow>> rows) {
        var ids = rows.stream().map(row -> RowHash.of(row, PushRowMapper::identityOf)).toList();
        if (same(place, ids) >= MOST_SAME) {
            return new Wrong(
                    "OFFSET_IGNORED",
                    "expected other rows at offset %d, the page before came once more"
                            .formatted(offset(place.cursor())));
        }
        var tail = new HashSet<>(place.tail());
        var more = (int) ids.stream().filter(id -> !tail.contains(id)).count();
        if (tail.isEmpty()) {
            return new Follows(next(place, ids), more);
        }
        if (!repeats(tail, ids, rows)) {
            return new Gap(next(place, ids), more);
        }
        var isEnd = isSuffix(ids, place.tail());
        return new Follows(isEnd ? Optional.empty() : next(place, ids), more);
    }

    @Override
    public Optional<Place> beyond(Place place) {
        return Optional.of(Place.at(cursor(offset(place.cursor()) + settings.limit())));
    }

    /** Broken rows may look alike, so that they prove little: only where nothing else is there. */
    private static boolean repeats(Set<Long> tail, List<Long> ids, List<Row<PushRow>> rows) {
        var isProven =
                IntStream.range(0, ids.size())
                        .anyMatch(row ->
                                rows.get(row) instanceof Row.Good<PushRow>
                                        && tail.contains(ids.get(row)));
        return isProven || Set.copyOf(ids).containsAll(tail);
    }

    /** Rows that look alike have one identity, which proves nothing by itself. */
    private static boolean isSuffix(List<Long> ids, List<Long> tail) {
        return ids.size() <= tail.size()
                && tail.subList(tail.size() - ids.size(), tail.size()).equals(ids);
    }

    private static int same(Place place, List<Long> ids) {
        return place.page() != 0 && place.page() == page(ids) ? place.same() + 1 : 0;
    }

    /** 0 where rows look alike: then other rows may make the same page. */
    private static int page(List<Long> ids) {
        return Set.copyOf(ids).size() == ids.size() ? ids.hashCode() : 0;
    }

    /** Half of a page at most is repeated, so that every page leads on. */
    private Optional<Place> next(Place place, List<Long> ids) {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        var repeated = Math.min(settings.overlap(), ids.size() / 2);
        var edge = ids.size() - repeated;
        return Optional.of(
                new Place(
                        Optional.of(cursor(offset(place.cursor()) + edge)),
                        ids.subList(edge, ids.size()),
                        page(ids),
                        same(place, ids)));
    }

    private static String cursor(long offset) {
        return "%012d".formatted(offset);
    }

    private static long offset(Optional<String> cursor) {
        return cursor.map(Long::parseLong).orElse(0L);
    }
}
