package io.telltale.schemas.topic;

/** How often the same fact can be on a topic, for who reads only what is committed. */
public enum DeliveryGuarantee {
    /** Written in the transaction that moves on past what it was made of. */
    EXACTLY_ONCE("exactly once"),
    /** A callback is answered after its records are written, and comes again when it is not. */
    EXACTLY_ONCE_BUT_CALLBACKS(
            "exactly once; from callbacks at least once, with the same ce_id on a repeat");

    private final String words;

    DeliveryGuarantee(String words) {
        this.words = words;
    }

    /** The same in words, for documents. */
    public String words() {
        return words;
    }
}
