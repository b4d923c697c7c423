package io.telltale.localstack.check.stack;

import io.telltale.localstack.run.PeriodicLines;
import io.telltale.localstack.run.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Waits until nothing is left to do and no record was written for a while. Prints what is left, now
 * and then and in the end.
 *
 * @param part name of the lines
 * @param limit of the whole wait
 * @param settling how long nothing may be written or left
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
            if (now != before || rest.isPresent()) {
                quietSince = System.nanoTime();
                before = now;
                waitsFor = rest.orElse("more records to be written");
            } else if (System.nanoTime() - quietSince > settling.toNanos()) {
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
