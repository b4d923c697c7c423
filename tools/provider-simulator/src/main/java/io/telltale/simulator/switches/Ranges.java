package io.telltale.simulator.switches;

import java.time.Duration;

/** The ranges that quirks are checked against; what is outside is refused with its name. */
final class Ranges {

    private Ranges() {}

    static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, was %d".formatted(name, least, most, value));
        }
    }

    /** An HTTP status of an error, or 0. */
    static void requireRefusal(String name, int status) {
        if (status != 0 && (status < 400 || status > 599)) {
            throw new IllegalArgumentException(
                    "%s must be 0 or 400 to 599, was %d".formatted(name, status));
        }
    }

    static void requireNotNegative(String name, Duration value) {
        if (value == null || value.isNegative()) {
            throw new IllegalArgumentException(
                    "%s must be a duration, not negative, was %s".formatted(name, value));
        }
    }

    static void requirePresent(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
    }
}
