package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final long MIB = 1024L * 1024;

    @Test
    void storesGetWhatHeapAndJvmLeaveOfTheContainersLimit() {
        var budget = MemoryBudget.of(768 * MIB, 384 * MIB);

        assertThat(budget.stores()).isEqualTo(160 * MIB);
        assertThat(budget.memtables()).isEqualTo(100 * MIB);
        assertThat(budget.recordCache()).isEqualTo(48 * MIB);
    }

    @Test
    void storesGetAUsefulAmount_thoughTheHeapTakesAll() {
        assertThat(MemoryBudget.of(512 * MIB, 512 * MIB).stores()).isEqualTo(32 * MIB);
    }

    @Test
    void aLargeMachineIsNotFilled() {
        assertThat(MemoryBudget.of(64_000 * MIB, 2_048 * MIB).stores()).isEqualTo(512 * MIB);
    }
}
