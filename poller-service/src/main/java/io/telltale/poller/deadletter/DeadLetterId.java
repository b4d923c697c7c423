package io.telltale.poller.deadletter;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Position of a dead letter, printed as {@code partition-offset}.
 *
 * @param partition of the dead-letter topic
 * @param offset there
 */
record DeadLetterId(int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,3})-(0|[1-9]\\d{0,17})");

    /** The id; empty when the text is none. */
    static Optional<DeadLetterId> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new DeadLetterId(
                                Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
