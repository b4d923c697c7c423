package io.telltale.benchmarks.measure;

import io.telltale.localstack.run.Progress;
import java.time.Duration;
import java.util.function.Supplier;

/** A line every two seconds, so that a person sees that it goes on. Not for several threads. */
final class Lines {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Progress progress;
    private long next = System.nanoTime() + EVERY.toNanos();

    Lines(Progress progress) {
        this.progress = progress;
    }

    /** Prints it if it is time. */
    void every(Supplier<String> line) {
        if (isDue()) {
            print(line.get());
        }
    }

    /** Whether it is time for the next. */
    boolean isDue() {
        return System.nanoTime() >= next;
    }

    /** Prints it now. */
    void print(String line) {
        next = System.nanoTime() + EVERY.toNanos();
        progress.line("bench", line);
    }
}
