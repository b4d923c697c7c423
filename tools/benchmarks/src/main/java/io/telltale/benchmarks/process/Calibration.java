package io.telltale.benchmarks.process;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * How fast the machine is just now: processor time of one fixed piece of work, so that figures of
 * different times can be distinguished from the machine's. Others on the same cores and memory slow
 * even processor time down.
 */
public final class Calibration {

    private static final int STEPS = 1_000_000;
    private static final int LONGS = 4 * 1024 * 1024 / Long.BYTES;
    private static final int ROUNDS = 7;

    private Calibration() {}

    /** The least of several rounds, in microseconds: a million random reads in 4 MiB. */
    public static long micros() {
        var threads = ManagementFactory.getThreadMXBean();
        var memory = new long[LONGS];
        var least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            var begin = threads.getCurrentThreadCpuTime();
            walk(memory);
            least = Math.min(least, threads.getCurrentThreadCpuTime() - begin);
        }
        return TimeUnit.NANOSECONDS.toMicros(least);
    }

    private static void walk(long[] memory) {
        var state = 0x2545_F491_4F6C_DD1DL;
        for (int step = 0; step < STEPS; step++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            memory[(int) (state & (LONGS - 1))] += state;
        }
    }
}
