package io.telltale.streams.run;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, not longer than a limit. */
final class Await {

    private static final long LONGEST = Duration.ofSeconds(90).toNanos();

    private Await() {}

    /** Until it holds. */
    static void until(Callable<Boolean> condition, Supplier<String> otherwise) throws Exception {
        var deadline = System.nanoTime() + LONGEST;
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
