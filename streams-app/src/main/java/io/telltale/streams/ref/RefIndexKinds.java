package io.telltale.streams.ref;

/**
 * Kinds of records in the store {@code ref-index}, each under a prefix: what is small or rare
 * shares one store, since a store that is hardly ever written makes a restart restore its task.
 */
public final class RefIndexKinds {

    /** Prefix: latest identity of a ref. */
    public static final char IDENTITIES = 'i';

    /** Prefix: rows that lie at our own time, by ref and event id; value: their orderAt. */
    static final char UNTIMED = 'u';

    /** Prefix: refs with rows that were first observed on a day. */
    static final char DAYS = 'd';

    /** Prefix: refs whose cards are being rebuilt. */
    static final char CUTS = 'x';

    /** Prefix: one entry, the last mark of a card that was sent. */
    static final char SENT = 's';

    private RefIndexKinds() {}
}
