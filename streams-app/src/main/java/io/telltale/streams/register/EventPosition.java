package io.telltale.streams.register;

import java.util.Comparator;

/**
 * The position of an event in the order of events: equal times are ordered by event id.
 *
 * @param orderAt {@code orderAt} of the event, in milliseconds
 * @param eventId the event
 */
public record EventPosition(long orderAt, String eventId) implements Comparable<EventPosition> {

    private static final Comparator<EventPosition> ORDER =
            Comparator.comparingLong(EventPosition::orderAt).thenComparing(EventPosition::eventId);

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }
}
