package io.telltale.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTest {

    @Test
    void warmsUpWithTheFirstQuarter() {
        assertThat(plan(100_000, 2_000_000).warmUp()).isEqualTo(500_000);
    }

    @Test
    void refusesABacklogThatIsTooSmall_sayingWhatItExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(100_000, 999))
                .withMessage("Expected --events of 1000 to 1000000000, was 999.");
    }

    @Test
    void refusesAFleetWithoutDevices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(0, 1_000))
                .withMessageContaining("was 0");
    }

    private static Plan plan(int devices, long events) {
        return new Plan(
                devices,
                events,
                1,
                4,
                1,
                4096,
                5_000,
                Duration.ofSeconds(20),
                Duration.ofMinutes(20),
                false,
                Optional.empty());
    }
}
