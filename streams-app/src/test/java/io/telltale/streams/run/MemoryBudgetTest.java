package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final long MIB = 1024L * 1024;

    @Test
    void storesGetWhatHeapAndJvmLeaveOfTheContainersLimit() {
        var budget = MemoryBudget.of(768 * MIB, 300 * MIB);

        assertThat(budget.uncommitted()).isEqualTo(25 * MIB);
        assertThat(budget.stores()).isEqualTo((768 - 300 - 345 - 2 * 25) * MIB);
        assertThat(budget.memtables()).isEqualTo(budget.stores() * 5 / 8);
        assertThat(budget.recordCache()).isEqualTo(300 * MIB / 8);
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
