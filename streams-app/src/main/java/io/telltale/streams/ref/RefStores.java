package io.telltale.streams.ref;

/**
 * State stores of the ref sub-topology. Partitioned by ref, as the event topics are.
 *
 * <p>{@link #INDEX} holds several kinds of records, each under a prefix: what is small or rare
 * shares one store, since a store that is hardly ever written makes a restart restore its task.
 */
public final class RefStores {

    /** Events. Key: {@link io.telltale.streams.encoding.RowKey}. */
    public static final String ROWS = "rows";

    /** Sums of the rows of an interval. Key: ref, begin of the interval. */
    public static final String CARDS = "cards";

    /** Histories of tasks. Key: ref, begin of the interval and name of the task. */
    public static final String TASKS = "tasks";

    /** All other records of a ref. Key: prefix and owner, member. */
    public static final String INDEX = "ref-index";

    /** Prefix: latest identity of a ref. */
    public static final char IDENTITIES = 'i';

    /** Prefix: rows that lie at our own time, by ref and event id; value: their orderAt. */
    static final char UNTIMED = 'u';

    /** Prefix: refs of which rows were first observed on a day. */
    static final char DAYS = 'd';

    /** Prefix: refs whose cards are being rebuilt. */
    static final char CUTS = 'x';

    private RefStores() {}
}
