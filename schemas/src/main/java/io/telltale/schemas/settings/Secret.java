package io.telltale.schemas.settings;

import static java.util.Objects.requireNonNull;

/**
 * A value that must not be seen: its {@link #toString()} hides it, only {@link #reveal()} shows it.
 */
public final class Secret {

    private final String value;

    /** Wraps a value in clear. */
    public Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /** The value in clear, for the one place that sends it or compares it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
