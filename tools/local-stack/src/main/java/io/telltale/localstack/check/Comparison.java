package io.telltale.localstack.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How answers of one family compare with what has to be answered; counted from several threads. */
final class Comparison {

    private final String family;
    private final List<String> examples = new ArrayList<>();
    private long expected;
    private long found;
    private long different;
    private long missing;
    private long invented;

    Comparison(String family) {
        this.family = family;
    }

    /**
     * How it came out.
     *
     * @param expected what has to be answered
     * @param found what is answered
     * @param different answered otherwise than it has to be
     * @param missing not answered
     * @param invented answered although there is no such thing
     * @param examples some of what is wrong
     */
    record Result(
            String family,
            long expected,
            long found,
            long different,
            long missing,
            long invented,
            List<String> examples) {

        Result {
            examples = List.copyOf(examples);
        }

        boolean holds() {
            return different == 0 && missing == 0 && invented == 0;
        }
    }

    /** Counts what has to be there, and what is. */
    synchronized void count(long expected, long found) {
        this.expected += expected;
        this.found += found;
    }

    /** Something is answered otherwise than it has to be. */
    synchronized void different(Supplier<String> what) {
        different++;
        example("different", what);
    }

    /** Something is not answered. */
    synchronized void missing(Supplier<String> what) {
        missing++;
        example("missing", what);
    }

    /** Something is answered and is not there. */
    synchronized void invented(Supplier<String> what) {
        invented++;
        example("invented", what);
    }

    private void example(String kind, Supplier<String> what) {
        if (examples.size() < FamilyResult.MOST_EXAMPLES) {
            examples.add(kind + ": " + what.get());
        }
    }

    /** What was counted so far. */
    synchronized Result result() {
        return new Result(family, expected, found, different, missing, invented, examples);
    }
}
