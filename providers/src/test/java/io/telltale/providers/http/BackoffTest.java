package io.telltale.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Backoff EXACT =
            Backoff.exact(Duration.ofMinutes(1), 10, Duration.ofHours(12));
    private static final Backoff JITTERED =
            Backoff.doubling(
                    Duration.ofSeconds(1), Duration.ofMinutes(1), RandomGenerator.getDefault());

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 10", "3, 100", "4, 720", "5, 720", "2147483647, 720"})
    void pausesGrowByTheFactor_upToTheLongest(int failures, int minutes) {
        assertThat(EXACT.pause(failures)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "6, 32000", "7, 60000", "70, 60000"})
    void jitterDrawsBetweenTheHalfAndTheWhole(int failures, int millis) {
        for (var drawn = 0; drawn < 1000; drawn++) {
            assertThat(JITTERED.pause(failures))
                    .isBetween(Duration.ofMillis(millis / 2), Duration.ofMillis(millis));
        }
    }

    @Test
    void isNeverShorterThanTheProviderAsksFor() {
        assertThat(JITTERED.pause(1, Optional.of(Duration.ofMinutes(7))))
                .isEqualTo(Duration.ofMinutes(7));
        assertThat(EXACT.pause(2, Optional.of(Duration.ofMinutes(7))))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void anIntervalIsMovedByATenthAtMost() {
        for (var drawn = 0; drawn < 1000; drawn++) {
            assertThat(JITTERED.around(Duration.ofSeconds(100)))
                    .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(110));
        }
    }
}
