package io.telltale.streams.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which piece of a history is wanted.
 *
 * @param from only what is not older; far in the past for all
 * @param before only what comes before this place
 * @param limit most items, 1 or more
 */
public record Piece(Instant from, Place before, int limit) {

    /** Before every time that can be stored. */
    public static final Instant SINCE_EVER = Instant.ofEpochMilli(Long.MIN_VALUE);

    /**
     * The piece between two times, and before a place where one page ended.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public static Piece of(
            Optional<Instant> from, Optional<Instant> to, Optional<Place> before, int limit) {
        var end = to.map(Place::atTheBeginOf).orElse(Place.END);
        var place = before.filter(cursor -> cursor.compareTo(end) < 0).orElse(end);
        return new Piece(from.orElse(SINCE_EVER), place, limit);
    }

    boolean contains(Place place) {
        return place.compareTo(before) < 0 && !place.orderAt().isBefore(from);
    }
}
