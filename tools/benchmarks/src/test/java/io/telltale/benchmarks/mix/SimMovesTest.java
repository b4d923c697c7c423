package io.telltale.benchmarks.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SimMovesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final int DEVICES = 10_000;

    private final SimMoves moves = new SimMoves(1, new BenchmarkFleet(DEVICES), BEGIN);

    @Test
    void leavesEverySimInItsDevice_beforeTheBegin() {
        assertThat(movedAt(BEGIN.minusMillis(1))).isZero();
    }

    @Test
    void movesFiveInAHundredSims_inADay() {
        assertThat(movedAt(BEGIN.plus(Duration.ofDays(1)).minusMillis(1))).isBetween(400L, 600L);
    }

    @Test
    void hasEverySimInOneDevice_always() {
        var at = BEGIN.plus(Duration.ofDays(20));

        assertThat(IntStream.range(0, DEVICES).map(device -> moves.simOf(device, at)))
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesTheSimOfTheLastDevice_whereNoOtherIsLeftToExchangeWith() {
        var odd = new SimMoves(1, new BenchmarkFleet(1), BEGIN);

        assertThat(odd.simOf(0, BEGIN.plus(Duration.ofDays(300)))).isZero();
    }

    private long movedAt(Instant at) {
        return IntStream.range(0, DEVICES)
                .filter(device -> moves.simOf(device, at) != device)
                .count();
    }
}
