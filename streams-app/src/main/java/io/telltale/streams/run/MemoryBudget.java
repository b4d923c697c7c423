package io.telltale.streams.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How the memory of the process is shared out, in bytes. What neither the heap nor the JVM itself
 * needs is for RocksDB, whatever the number of stores and partitions.
 *
 * @param stores for RocksDB: blocks of all stores, and their memtables
 * @param memtables the part of it that memtables may take before they are flushed
 * @param recordCache of the heap, for values that write-behind stores keep decoded
 * @param uncommitted for what the stores hold back until a commit, in batches that take up to twice
 *     as much; more makes a commit come early
 */
record MemoryBudget(long stores, long memtables, long recordCache, long uncommitted) {

    private static final long MIB = 1024L * 1024;

    /**
     * For classes, compiled code, threads, buffers of the network, the garbage collector, and what
     * each of some 70 stores needs beside the bound; measured with 12 partitions.
     */
    private static final long JVM = 345 * MIB;

    private static final long LEAST = 32 * MIB;
    private static final long MOST = 512 * MIB;

    /**
     * The budget of a process.
     *
     * @param limit memory that the process may take; of its container, where it has one
     * @param heap largest heap
     */
    static MemoryBudget of(long limit, long heap) {
        var shareOfHeap = Math.clamp(heap / 8, 16 * MIB, 192 * MIB);
        var uncommitted = Math.clamp(heap / 12, 16 * MIB, 192 * MIB);
        var stores = Math.clamp(limit - heap - JVM - 2 * uncommitted, LEAST, MOST);
        return new MemoryBudget(stores, stores * 5 / 8, shareOfHeap, uncommitted);
    }

    /** The budget of this process. */
    static MemoryBudget ofThisProcess() {
        return of(limit(), Runtime.getRuntime().maxMemory());
    }

    /** The JDK looks at the container's limit (cgroup), or else at the machine's memory. */
    static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 2 * Runtime.getRuntime().maxMemory();
    }
}
