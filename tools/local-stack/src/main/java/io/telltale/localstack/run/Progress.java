package io.telltale.localstack.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** The lines a person reads while the stack comes up or goes down. */
public final class Progress {

    private final PrintWriter out;
    private final long begin = System.nanoTime();

    /** Writes to this; times count from now. */
    public Progress(PrintWriter out) {
        this.out = out;
    }

    /** What happens to a part. */
    public void line(String part, String what) {
        print("%7s  %-17s %s".formatted(seconds(begin), part, what));
    }

    /** A line as it is. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Time since the first line. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Time since a {@link System#nanoTime()}, as {@code 1.2 s}. */
    static String seconds(long since) {
        return seconds(Duration.ofNanos(System.nanoTime() - since));
    }

    /** A duration as {@code 1.2 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
