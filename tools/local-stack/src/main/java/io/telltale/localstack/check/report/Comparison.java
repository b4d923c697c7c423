package io.telltale.localstack.check.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts how the answers of one family differ from what is expected. For several threads. */
public final class Comparison {

    private final String family;
    private final List<String> examples = new ArrayList<>();
    private long expected;
    private long found;
    private long different;
    private long missing;
    private long invented;

    public Comparison(String family) {
        this.family = family;
    }

    /** Counts what has to be there, and what is. */
    public synchronized void count(long expected, long found) {
        this.expected += expected;
        this.found += found;
    }

    /** Something is answered otherwise than it has to be. */
    public synchronized void different(Supplier<String> what) {
        different++;
        example("different", what);
    }

    /** Something is not answered. */
    public synchronized void missing(Supplier<String> what) {
        missing++;
        example("missing", what);
    }

    /** Something is answered and is not there. */
    public synchronized void invented(Supplier<String> what) {
        invented++;
        example("invented", what);
    }

    private void example(String kind, Supplier<String> what) {
        if (examples.size() < FamilyResult.MOST_EXAMPLES) {
            examples.add(kind + ": " + what.get());
        }
    }

    /** What was counted so far. */
    public synchronized FamilyResult result() {
        return new FamilyResult(
                family, expected, found, missing, different, 0, invented, 0, examples);
    }
}
