package io.telltale.streams.query;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks again for a while as long as the answer is undecided.
 *
 * @param longest longest wait; zero asks once
 */
record AwaitReady(Duration longest) {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /** The first answer that is decided, or the last one when the time is over. */
    <T> Lookup<T> until(Supplier<Lookup<T>> ask) {
        var deadline = System.nanoTime() + longest.toNanos();
        var answer = ask.get();
        while (answer.isUndecided()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE);
            answer = ask.get();
        }
        return answer;
    }
}
