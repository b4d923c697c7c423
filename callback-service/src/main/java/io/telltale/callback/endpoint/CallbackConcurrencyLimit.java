package io.telltale.callback.endpoint;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many callbacks are parsed, mapped and sent at a time. Their bodies, of 1 MiB at most,
 * are in memory before. A callback that gets no permit in time is answered 503, and ThingSpace
 * retries.
 */
@Singleton
final class CallbackConcurrencyLimit {

    static final int AT_ONCE = 8;

    /** With the longest wait for the brokers it stays below a second. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final Semaphore free = new Semaphore(AT_ONCE, true);

    /**
     * Does the work with a permit, or throws a problem where there is none in time.
     *
     * @param onNone is called where there is none
     */
    void run(Runnable work, Runnable onNone) {
        if (!isFree()) {
            onNone.run();
            throw CallbackProblems.later("overloaded: too many callbacks at once");
        }
        try {
            work.run();
        } finally {
            free.release();
        }
    }

    private boolean isFree() {
        try {
            return free.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
