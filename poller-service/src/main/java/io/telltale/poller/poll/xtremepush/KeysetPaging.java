package io.telltale.poller.poll.xtremepush;

import io.telltale.poller.poll.xtremepush.PushPaging.Read.Follows;
import io.telltale.poller.poll.xtremepush.PushPaging.Read.Lost;
import io.telltale.poller.poll.xtremepush.PushPaging.Read.Wrong;
import io.telltale.providers.page.Row;
import io.telltale.providers.xtremepush.PushCondition;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.providers.xtremepush.PushRow;
import io.telltale.providers.xtremepush.PushRowMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pages by row id: each begins after the highest id of the one before, so no row shifts. Only where
 * the provider sorts by id when it is asked to, which a page shows: its ids grow.
 */
final class KeysetPaging implements PushPaging {

    private static final String ID = "id";

    private final PushSettings settings;

    KeysetPaging(PushSettings settings) {
        this.settings = settings;
    }

    @Override
    public PushQuery query(PushCondition condition, Optional<String> cursor) {
        return settings.query(
                cursor.map(last -> condition.and(ID, ">", Long.parseLong(last))).orElse(condition),
                List.of("id ASC"),
                0);
    }

    @Override
    public Read read(Place place, List<Row<PushRow>> rows) {
        if (rows.isEmpty()) {
            return new Follows(Optional.empty(), 0);
        }
        var ids =
                rows.stream()
                        .map(PushRowMapper::idOf)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .toArray();
        if (ids.length == 0) {
            return Row.good(rows).isEmpty()
                    ? new Lost("no row of a page has an id that the next could follow")
                    : new Wrong("NO_ROW_ID", "expected rows with an id, none of a page has one");
        }
        var last = place.cursor().map(Long::parseLong).orElse(-1L);
        for (var id : ids) {
            if (id <= last) {
                return new Wrong(
                        "ORDER_IGNORED",
                        "expected rows by growing id, %d came after %d: without keyset they are"
                                        .formatted(id, last)
                                + " read by offset");
            }
            last = id;
        }
        return new Follows(Optional.of(Place.at(Long.toString(last))), rows.size());
    }

    @Override
    public Optional<Place> beyond(Place place) {
        return Optional.empty();
    }
}
