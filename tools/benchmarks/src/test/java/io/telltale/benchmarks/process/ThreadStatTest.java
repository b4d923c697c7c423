package io.telltale.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThreadStatTest {

    @Test
    void addsUserAndKernelTime_whateverTheNameHoldsOfBlanksAndParentheses() {
        var line =
                "4711 (GC (old) #1) S 1 2 3 0 -1 4194560 1234 0 0 0 150 25 0 0 20 0 1 0 99 0 0\n";

        assertThat(ThreadStat.parse(line)).isEqualTo(new ThreadStat("GC (old) #1", 175));
    }
}
