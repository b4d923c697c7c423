package io.telltale.localstack.expected;

import java.time.Instant;
import java.util.Comparator;

/**
 * Why a ref is a member of a device, or why a link is not applied.
 *
 * @param isDeclared whether a declared link is the reason; else an event
 * @param at when it was declared, or the order time of the event
 * @param text who declared it, or the id of the event
 */
public record Evidence(boolean isDeclared, Instant at, String text) {

    static final Comparator<Evidence> EARLIEST =
            Comparator.comparing(Evidence::at).thenComparing(Evidence::text);

    /** Of a ref that is alone. */
    static final Evidence NONE = new Evidence(false, Instant.EPOCH, "");

    static Evidence of(DeclaredLink link) {
        return new Evidence(true, link.declaredAt(), link.by());
    }

    static Evidence of(Place place) {
        return new Evidence(false, place.at(), place.eventId());
    }
}
