package io.telltale.localstack.walk;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition: tries it until it holds or the time is over. */
final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Eventually() {}

    /** Throws the last failure when the time is over. */
    static void holds(Duration limit, Runnable assertion) {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | NullPointerException e) {
                if (System.nanoTime() >= end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
