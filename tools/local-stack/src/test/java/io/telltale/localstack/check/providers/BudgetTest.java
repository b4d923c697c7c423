package io.telltale.localstack.check.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void anEvenRateWithinTheBudgetIsNotCounted() {
        assertThat(new Budget(60).exceeded(requests(120, 1_000))).isZero();
    }

    @Test
    void aBurstAboveTheBudgetIsCounted() {
        assertThat(new Budget(60).exceeded(requests(10, 10))).isPositive();
    }

    @Test
    void aRateSlightlyAboveTheBudgetIsCounted_becauseLongWindowsSeeIt() {
        assertThat(new Budget(60).exceeded(requests(200, 800))).isPositive();
    }

    private static List<JsonNode> requests(int count, int everyMillis) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        Events.json(
                                "{\"application\":\"demo-key\",\"at\":\"%s\"}"
                                        .formatted(BEGIN.plusMillis((long) number * everyMillis))))
                .toList();
    }
}
