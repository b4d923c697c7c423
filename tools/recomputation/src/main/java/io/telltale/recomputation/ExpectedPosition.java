package io.telltale.recomputation;

import java.time.Instant;
import java.util.Comparator;

/**
 * The position of an event in the one order: by order time, then by event id.
 *
 * @param at order time
 */
public record ExpectedPosition(Instant at, String eventId) implements Comparable<ExpectedPosition> {

    private static final Comparator<ExpectedPosition> ORDER =
            Comparator.comparing(ExpectedPosition::at).thenComparing(ExpectedPosition::eventId);

    @Override
    public int compareTo(ExpectedPosition other) {
        return ORDER.compare(this, other);
    }
}
