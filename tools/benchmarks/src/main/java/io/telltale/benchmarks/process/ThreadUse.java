package io.telltale.benchmarks.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the threads of the streams application are for, by their names. */
public enum ThreadUse {
    /** Threads of Kafka Streams: input, steps, stores, and restoring. */
    STREAM,
    /** Network threads of producers. */
    PRODUCER,
    /** RocksDB's flushes and compactions. */
    ROCKSDB,
    /** Garbage collection; the VM thread collects where the collector is the serial one. */
    GC,
    /** Both compilers. */
    JIT,
    /** HTTP, timers and all others. */
    REST;

    private static final Map<ThreadUse, List<String>> BEGINNINGS =
            Map.of(
                    STREAM, List.of("telltale-stream"),
                    PRODUCER, List.of("kafka-producer-"),
                    ROCKSDB, List.of("rocksdb:"),
                    GC, List.of("GC Thread", "G1 ", "VM Thread", "ZGC", "Shenandoah"),
                    JIT, List.of("C1 ", "C2 "));

    /**
     * What a thread is for.
     *
     * @param name as Linux has it: its first 15 bytes
     */
    static ThreadUse of(String name) {
        return BEGINNINGS.entrySet().stream()
                .filter(use -> use.getValue().stream().anyMatch(name::startsWith))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(REST);
    }

    /** For tables and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
