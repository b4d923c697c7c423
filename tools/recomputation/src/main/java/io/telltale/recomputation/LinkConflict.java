package io.telltale.recomputation;

/**
 * A link that names a ref and is not applied at some time.
 *
 * @param otherRef the other ref of the link
 * @param evidence who declared it, or the event that names both
 */
public record LinkConflict(String otherRef, Reason reason, ExpectedEvidence evidence) {

    /** Why a link is not applied. */
    public enum Reason {
        /** The device would have more than 64 refs. */
        TOO_MANY_REFS,
        /** The device would have two values of a kind that a device has once. */
        TWO_OF_A_KIND,
        /** One of the refs is a placeholder and no id of a device. */
        JUNK,
        /** Too much is connected with one of the refs. */
        TOO_MUCH_WORK
    }
}
