package io.telltale.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ObservedProcessTest {

    @Test
    void addsTheGroupsUpToTheTimeOfTheProcess() {
        var self = ProcessHandle.current();
        var before = self.info().totalCpuDuration().orElseThrow();
        var times = new ObservedProcess(self).times();
        var after = self.info().totalCpuDuration().orElseThrow();

        assertThat(times.total()).isBetween(before.minusMillis(20), after.plusMillis(20));
    }
}
