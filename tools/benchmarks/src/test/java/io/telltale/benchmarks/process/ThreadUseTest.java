package io.telltale.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadUseTest {

    @ParameterizedTest
    @CsvSource({
        "telltale-stream, STREAM",
        "kafka-producer-, PRODUCER",
        "rocksdb:low, ROCKSDB",
        "GC Thread#0, GC",
        "G1 Main Marker, GC",
        "VM Thread, GC",
        "C1 CompilerThre, JIT",
        "C2 CompilerThre, JIT",
        "ForkJoinPool-1-, REST",
        "kafka-admin-cli, REST"
    })
    void knowsThreadsByWhatLinuxKeepsOfTheirNames(String name, ThreadUse group) {
        assertThat(ThreadUse.of(name)).isEqualTo(group);
    }
}
