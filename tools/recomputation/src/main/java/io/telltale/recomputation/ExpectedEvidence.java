package io.telltale.recomputation;

import java.time.Instant;
import java.util.Comparator;

/**
 * Why a ref is a member of a device, or why a link is not applied.
 *
 * @param isDeclared whether a declared link is the reason; else an event
 * @param at when it was declared, or the order time of the event
 * @param text who declared it, or the id of the event
 */
public record ExpectedEvidence(boolean isDeclared, Instant at, String text) {

    static final Comparator<ExpectedEvidence> EARLIEST =
            Comparator.comparing(ExpectedEvidence::at).thenComparing(ExpectedEvidence::text);

    /** Of a ref that is alone. */
    static final ExpectedEvidence NONE = new ExpectedEvidence(false, Instant.EPOCH, "");

    static ExpectedEvidence of(DeclaredLink link) {
        return new ExpectedEvidence(true, link.declaredAt(), link.by());
    }

    static ExpectedEvidence of(ExpectedPosition place) {
        return new ExpectedEvidence(false, place.at(), place.eventId());
    }
}
