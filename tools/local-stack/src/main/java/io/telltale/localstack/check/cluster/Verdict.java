package io.telltale.localstack.check.cluster;

/** What an answer is worth. */
sealed interface Verdict {

    /** It is what the recomputation makes of records that it may contain. */
    record Right() implements Verdict {}

    /**
     * No such records make it.
     *
     * @param what the first difference, from the records that were seen by its as-of
     */
    record Wrong(String what) implements Verdict {}

    /** Too many records came at about the same time, or too many are connected. */
    record Open() implements Verdict {}

    /** Right. */
    Verdict RIGHT = new Right();

    /** Open. */
    Verdict OPEN = new Open();
}
