package io.telltale.streams.step;

/** A record that no step can process, however often it is read. It becomes a dead letter. */
public final class UnprocessableRecordException extends RuntimeException {

    /** Reason codes of dead letters. */
    public enum Fault {
        /** The registry knows no schema of its id. */
        UNKNOWN_SCHEMA("expected a schema id that the registry knows"),
        /** Its value is not in the wire format, or holds no record of the topic's kind. */
        UNDECODABLE("expected a value of the topic's schema"),
        /** Its key is missing, no text, or not what the topic is keyed by. */
        BAD_KEY("expected a key in UTF-8 as the topic has it"),
        /** A tombstone on a topic that has none. */
        NO_VALUE("expected a value"),
        /** An operator marked it to be skipped. */
        SKIPPED("passed on as the operator asked"),
        /** What a step makes of it, with what is stored, is more than brokers take. */
        TOO_LARGE("expected to come to no more than 900 KiB with what it is added to"),
        /** Processing it would look at more than a step may look at. */
        TOO_MUCH_WORK("expected to need no more than a step may look at"),
        /** A step failed on it before it wrote anything. */
        STEP_FAILED("expected a record that the step can process");

        private final String detail;

        Fault(String detail) {
            this.detail = detail;
        }

        public String detail() {
            return detail;
        }
    }

    private final Fault fault;

    public UnprocessableRecordException(Fault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
