package io.telltale.streams.fold;

import io.telltale.schemas.event.Event;
import java.time.Instant;
import java.util.List;

/** Rows of one ref in one span of time, as they are filed. */
public interface Rows {

    /** No rows. */
    Rows NONE =
            new Rows() {
                @Override
                public List<Event> between(Instant from, Instant until) {
                    return List.of();
                }

                @Override
                public List<Event> untimed() {
                    return List.of();
                }
            };

    /**
     * Those of the span whose order time lies between the two, earliest first.
     *
     * @param from inclusive
     * @param until inclusive
     */
    List<Event> between(Instant from, Instant until);

    /** Those of the span that lie at our time and not at the provider's. */
    List<Event> untimed();

    /** All of the span, earliest first. */
    default List<Event> all() {
        return between(Instant.ofEpochMilli(Long.MIN_VALUE), Instant.ofEpochMilli(Long.MAX_VALUE));
    }
}
