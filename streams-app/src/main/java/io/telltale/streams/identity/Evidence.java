package io.telltale.streams.identity;

import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.LinkSource;
import io.telltale.streams.record.NamedAt;
import java.time.Instant;
import java.util.Comparator;

/**
 * Why two refs are one device. What is declared comes before what is learned, then the earlier one.
 *
 * @param source declared or learned
 * @param at when it was declared, or the order time of the event
 * @param by who declared it, or the event's id
 */
record Evidence(LinkSource source, Instant at, String by) implements Comparable<Evidence> {

    private static final Comparator<Evidence> ORDER =
            Comparator.<Evidence, Boolean>comparing(each -> each.source != LinkSource.DECLARED)
                    .thenComparing(Evidence::at)
                    .thenComparing(Evidence::by);

    static Evidence of(DeviceLink link) {
        return new Evidence(LinkSource.DECLARED, link.getDeclaredAt(), link.getBy());
    }

    static Evidence of(NamedAt place) {
        return new Evidence(LinkSource.LEARNED, place.getAt(), place.getEventId());
    }

    @Override
    public int compareTo(Evidence other) {
        return ORDER.compare(this, other);
    }
}
