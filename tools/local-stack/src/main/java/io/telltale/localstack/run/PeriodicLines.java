package io.telltale.localstack.run;

import java.time.Duration;
import java.util.function.Supplier;

/** A line from time to time, so that a person sees that it goes on. Not for several threads. */
public final class PeriodicLines {

    private final Progress progress;
    private final String part;
    private final Duration pause;
    private long next;

    /**
     * Lines of a part.
     *
     * @param pause between two of them, and before the first
     */
    public PeriodicLines(Progress progress, String part, Duration pause) {
        this.progress = progress;
        this.part = part;
        this.pause = pause;
        this.next = System.nanoTime() + pause.toNanos();
    }

    /** Prints it if it is time. */
    public void every(Supplier<String> line) {
        if (isDue()) {
            print(line.get());
        }
    }

    /** Whether it is time for the next. */
    public boolean isDue() {
        return System.nanoTime() >= next;
    }

    /** Prints it now. */
    public void print(String line) {
        next = System.nanoTime() + pause.toNanos();
        progress.line(part, line);
    }
}
