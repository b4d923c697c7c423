package io.telltale.streams.store;

import java.time.Instant;
import java.util.Comparator;

/**
 * A place in a history.
 *
 * @param orderAt time in the order
 * @param eventId decides between equal times
 */
public record Place(Instant orderAt, String eventId) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::orderAt).thenComparing(Place::eventId);

    /** After everything, so that a page from here begins with the newest. */
    public static final Place END = new Place(Instant.ofEpochMilli(Long.MAX_VALUE), "\uffff");

    /** Before everything of that time. */
    static Place atTheBeginOf(Instant time) {
        return new Place(time, "");
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
