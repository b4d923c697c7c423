package io.telltale.callback.endpoint;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the work on callbacks: only so many bodies are parsed, turned into records and sent at a
 * time. The bodies themselves, of 1 MiB at most, are in memory before. Who finds all places taken
 * for too long hears 503 and comes again.
 */
@Singleton
final class CallbackConcurrencyLimit {

    static final int AT_ONCE = 8;

    /** Together with the longest wait for the brokers it stays below a second. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Semaphore free = new Semaphore(AT_ONCE, true);

    /**
     * Does the work in a place, or ends the request with a problem when there is none.
     *
     * @param onNone is told that there was none
     */
    void take(Runnable work, Runnable onNone) {
        if (!isFree()) {
            onNone.run();
            throw CallbackProblems.later("too many callbacks at once");
        }
        try {
            work.run();
        } finally {
            free.release();
        }
    }

    private boolean isFree() {
        try {
            return free.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
