package io.telltale.streams.query;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks again for a while as long as the answer is undecided, soon at first and then ever later:
 * each time may ask other instances.
 *
 * @param longest longest wait; zero asks once
 */
record AwaitReady(Duration longest) {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    /** The first answer that is decided, or the last one when the time is over. */
    <T> Lookup<T> until(Supplier<Lookup<T>> ask) {
        var deadline = System.nanoTime() + longest.toNanos();
        var answer = ask.get();
        var pause = FIRST_PAUSE;
        while (answer.isUndecided()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            answer = ask.get();
        }
        return answer;
    }
}
