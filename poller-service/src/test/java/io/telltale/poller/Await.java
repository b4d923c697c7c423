package io.telltale.poller;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, not longer than a limit. */
public final class Await {

    private static final long LONGEST = Duration.ofSeconds(90).toNanos();

    private Await() {}

    /** Until it holds. */
    public static void until(BooleanSupplier condition, Supplier<String> otherwise) {
        var deadline = System.nanoTime() + LONGEST;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
