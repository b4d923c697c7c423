package io.telltale.schemas.settings;

import java.util.List;

/** The configuration is wrong; the message lists every fault, a line each. */
public final class InvalidSettingsException extends RuntimeException {

    private final transient List<String> faults;

    InvalidSettingsException(List<String> faults) {
        super(
                "the configuration has %d fault%s:\n  %s"
                        .formatted(
                                faults.size(),
                                faults.size() == 1 ? "" : "s",
                                String.join("\n  ", faults)));
        this.faults = List.copyOf(faults);
    }

    /** Each fault: the variable, what was expected, what was there. Secrets are not repeated. */
    public List<String> faults() {
        return faults;
    }
}
