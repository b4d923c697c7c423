package io.telltale.schemas.publish;

/** Names of the headers on dead letters, beside those of CloudEvents. */
public final class DeadLetterHeaders {

    /** Where it came from: a task id, a path of ours, or a topic on the brokers. */
    public static final String SOURCE = "telltale_source";

    /** Why it could not be used, a code in upper case. */
    public static final String REASON = "telltale_reason";

    /** What was expected and what came, without content. */
    public static final String DETAIL = "telltale_detail";

    /** Where in the source; of a record {@code topic-partition@offset}. */
    public static final String POSITION = "telltale_position";

    /** How many bytes it had, in digits; only where it was too large to be kept whole. */
    public static final String CUT = "telltale_cut";

    /** Before the name of each header that the record itself had. */
    public static final String ORIGINAL = "telltale_original_";

    /** On a record that was written back: the id of its dead letter. */
    public static final String REDRIVE = "telltale_redrive";

    /** On the mark of a redrive: the requesting user. */
    public static final String BY = "telltale_by";

    private DeadLetterHeaders() {}
}
