package io.telltale.streams.topology;

/** A record that no step can use, however often it is read. Says why in words of ours. */
final class Unusable extends RuntimeException {

    /** Why. */
    enum Fault {
        /** The registry knows no schema of its id. */
        UNKNOWN_SCHEMA("expected a schema id that the registry knows"),
        /** Its value is not in the wire format, or holds no record of the topic's kind. */
        UNDECODABLE("expected a value of the topic's schema"),
        /** Its key is missing, no text, or not what the topic is keyed by. */
        BAD_KEY("expected a key in UTF-8 as the topic has it"),
        /** It says that its key is gone, on a topic where nothing goes. */
        NO_VALUE("expected a value"),
        /** The operator has told to pass it on. */
        SKIPPED("passed on as the operator asked"),
        /** What a step makes of it, with what is stored, is more than brokers take. */
        TOO_LARGE("expected to come to no more than 900 KiB with what it is added to");

        private final String detail;

        Fault(String detail) {
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    private final Fault fault;

    Unusable(Fault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
