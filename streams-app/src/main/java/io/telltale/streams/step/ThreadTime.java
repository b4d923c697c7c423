package io.telltale.streams.step;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Reads the clock, and how much processor time the current thread has used. */
@FunctionalInterface
interface ThreadTime {

    /** Of this process. A reading takes about a microsecond. */
    ThreadTime SYSTEM = system(ManagementFactory.getThreadMXBean());

    /** Now, for the thread that calls. */
    Reading read();

    /**
     * What was read.
     *
     * @param nanos of a monotonic clock
     * @param processorNanos processor time of the thread; where it is not measured, as if it had
     *     never been idle
     */
    record Reading(long thread, long nanos, long processorNanos) {

        boolean isOfSameThread(Reading other) {
            return thread == other.thread;
        }
    }

    private static ThreadTime system(ThreadMXBean threads) {
        return () -> {
            var now = System.nanoTime();
            var used =
                    threads.isCurrentThreadCpuTimeSupported()
                            ? threads.getCurrentThreadCpuTime()
                            : now;
            return new Reading(Thread.currentThread().threadId(), now, used);
        };
    }
}
