package io.telltale.streams.register;

import io.telltale.schemas.record.LinkSource;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a ref belongs to a device.
 *
 * @param source declared or learned
 * @param at when it was declared, or {@code orderAt} of the event; null where there is none
 * @param by name of the person that declared it, or the event id
 */
record Evidence(LinkSource source, @Nullable Instant at, String by) {

    /**
     * Of a key that is alone in an interval: that it is a device of its own needs none. Also of one
     * whose other members came and went beyond the limits.
     */
    static final Evidence NONE = new Evidence(LinkSource.LEARNED, null, "");

    /** Declared before learned, then the earlier one. */
    static final Comparator<Evidence> ORDER =
            Comparator.<Evidence, Boolean>comparing(each -> each.source != LinkSource.DECLARED)
                    .thenComparing(
                            Evidence::at, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                    .thenComparing(Evidence::by);

    static Evidence of(Link link) {
        return new Evidence(
                LinkSource.DECLARED, Instant.ofEpochMilli(link.declaredAt()), link.by());
    }

    static Evidence of(EventPosition place) {
        return new Evidence(
                LinkSource.LEARNED, Instant.ofEpochMilli(place.orderAt()), place.eventId());
    }
}
