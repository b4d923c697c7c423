package io.telltale.schemas.topic;

/** How often the same fact can be on a topic, for consumers with {@code read_committed}. */
public enum DeliveryGuarantee {
    /** Written in the transaction that moves on past what it was made of. */
    EXACTLY_ONCE("exactly once"),
    /** A callback is answered after its records are written, and comes again when it is not. */
    EXACTLY_ONCE_BUT_CALLBACKS(
            "exactly once; from callbacks at least once, with the same ce_id on a repeat");

    private final String text;

    DeliveryGuarantee(String text) {
        this.text = text;
    }

    /** The guarantee as text, for documents. */
    public String text() {
        return text;
    }
}
