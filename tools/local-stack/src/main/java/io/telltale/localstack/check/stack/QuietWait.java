package io.telltale.localstack.check.stack;

import io.telltale.localstack.run.PeriodicLines;
import io.telltale.localstack.run.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Waits until no record was written for a while and then nothing is left to do. Work that comes and
 * goes without a record, such as a history that is requested again and again, does not begin the
 * while anew. Prints what is left, now and then and in the end.
 *
 * @param part name of the lines
 * @param limit of the whole wait
 * @param settling how long no record may be written
 */
public record QuietWait(Progress progress, String part, Duration limit, Duration settling) {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SHOWN_EVERY = Duration.ofSeconds(15);

    /** Looks for something that is left to do. */
    @FunctionalInterface
    public interface Left {
        /** For people; empty when nothing is left. */
        Optional<String> find() throws InterruptedException;
    }

    /**
     * Whether that came within the limit.
     *
     * @param written how many records were written so far
     */
    public boolean await(LongSupplier written, Left left) throws InterruptedException {
        var begin = System.nanoTime();
        var lines = new PeriodicLines(progress, part, SHOWN_EVERY);
        var before = -1L;
        var quietSince = begin;
        var waitsFor = "";
        while (System.nanoTime() - begin < limit.toNanos()) {
            var now = written.getAsLong();
            var rest = left.find();
            waitsFor = rest.orElse("more records to be written");
            if (now != before) {
                quietSince = System.nanoTime();
                before = now;
            } else if (rest.isEmpty() && System.nanoTime() - quietSince > settling.toNanos()) {
                progress.line(part, "quiet");
                return true;
            }
            var waiting = waitsFor;
            lines.every(() -> "%d records written so far; left: %s".formatted(now, waiting));
            Thread.sleep(PAUSE);
        }
        progress.line(part, "was not quiet within %s; left: %s".formatted(limit, waitsFor));
        return false;
    }
}
