package io.telltale.callback.endpoint;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Bounds the work on callbacks: only so many bodies are parsed, turned into records and sent at a
 * time. The bodies themselves, of 1 MiB at most, are in memory before. Who finds all places taken
 * hears 503 and comes again.
 */
@Singleton
final class Places {

    static final int AT_ONCE = 16;

    private final Semaphore free = new Semaphore(AT_ONCE);

    /** Does the work in a place, or ends the request with a problem when there is none. */
    void take(Runnable work) {
        if (!free.tryAcquire()) {
            throw ProblemException.later(
                    ProblemType.NOT_READY, "too many callbacks at once", Duration.ofSeconds(1));
        }
        try {
            work.run();
        } finally {
            free.release();
        }
    }
}
