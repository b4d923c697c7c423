package io.telltale.streams.topology;

import io.telltale.streams.encoding.PairKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days on which rows of a ref were first seen, as keys: the earliest day lies first. */
final class SeenDay {

    private SeenDay() {}

    static PairKey of(String ref, Instant observedAt) {
        return new PairKey(day(observedAt), ref);
    }

    /** The day of a time, UTC, as ISO has it. */
    static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }
}
