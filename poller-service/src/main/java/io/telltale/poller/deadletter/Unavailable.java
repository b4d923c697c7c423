package io.telltale.poller.deadletter;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** {@code 503 not ready}: Kafka is unavailable or busy. A request that gets it may be repeated. */
final class Unavailable {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Unavailable() {}

    /**
     * The end of a request.
     *
     * @param cause for the log; null where nothing failed
     */
    static ProblemException because(String why, @Nullable Throwable cause) {
        return cause == null
                ? ProblemException.later(ProblemType.NOT_READY, why, SOON)
                : ProblemException.later(ProblemType.NOT_READY, why, SOON, cause);
    }

    /** Takes the lock within the limit, or ends the request. */
    static void lock(Lock lock, Duration limit, String why) {
        try {
            if (!lock.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw because(why, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw because("interrupted", e);
        }
    }
}
