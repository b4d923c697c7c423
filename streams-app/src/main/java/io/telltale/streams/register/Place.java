package io.telltale.streams.register;

import java.util.Comparator;

/**
 * The position of an event in the order of events: equal times are ordered by event id.
 *
 * @param orderAt {@code orderAt} of the event, in milliseconds
 * @param eventId the event
 */
public record Place(long orderAt, String eventId) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::orderAt).thenComparing(Place::eventId);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
