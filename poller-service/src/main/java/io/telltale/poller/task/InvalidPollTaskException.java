package io.telltale.poller.task;

import java.util.List;
import java.util.stream.Collectors;

/** The input is no poll task; names everything that is wrong with it. */
public final class InvalidPollTaskException extends IllegalArgumentException {

    private final transient List<Fault> faults;

    /**
     * A member that is wrong.
     *
     * @param name of the member; parameters as {@code parameters.api}
     * @param expected what it may be
     * @param was what came, cut; empty when it is missing
     */
    public record Fault(String name, String expected, String was) {

        private static final int LONGEST_SHOWN = 200;

        /** A long value is cut. */
        public Fault {
            was = was.length() <= LONGEST_SHOWN ? was : was.substring(0, LONGEST_SHOWN) + "…";
        }

        private String text() {
            return was.isEmpty()
                    ? "%s is missing, expected %s".formatted(name, expected)
                    : "%s is '%s' instead of %s".formatted(name, was, expected);
        }
    }

    InvalidPollTaskException(List<Fault> faults) {
        super(faults.stream().map(Fault::text).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Only this is wrong. */
    public static InvalidPollTaskException of(String name, String expected, String was) {
        return new InvalidPollTaskException(List.of(new Fault(name, expected, was)));
    }

    /** One or more. */
    public List<Fault> faults() {
        return faults;
    }
}
