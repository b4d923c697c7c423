package io.telltale.localstack.expected;

import java.time.Instant;
import java.util.Comparator;

/**
 * The position of an event in the one order: by order time, then by event id.
 *
 * @param at order time
 */
public record Place(Instant at, String eventId) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::at).thenComparing(Place::eventId);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
