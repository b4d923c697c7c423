package io.telltale.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.benchmarks.measure.Figures;
import io.telltale.benchmarks.measure.Figures.Latencies;
import io.telltale.benchmarks.measure.Figures.Worked;
import io.telltale.benchmarks.measure.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FigureTableTest {

    @Test
    void saysMet_whenTheTargetIsJustReached() {
        var lines = new FigureTable(List.of(run(100_000, 40_000, 133_000, 5.0))).lines();

        assertThat(lines)
                .anyMatch(line ->
                        line.matches(" *streams-app +40,000 events/s +at least 40,000 .*: met"))
                .anyMatch(line -> line.matches(" *ratio .* 0\\.30 +at least 0\\.30: met"))
                .anyMatch(line ->
                        line.matches(" *point read p99 +5\\.00 ms +at most 5\\.00 ms: met"));
    }

    @Test
    void saysMissed_whenATargetIsNotReached() {
        var lines = new FigureTable(List.of(run(100_000, 39_999, 140_000, 5.1))).lines();

        assertThat(lines).filteredOn(line -> line.endsWith(": missed")).hasSize(3);
        assertThat(lines).noneMatch(line -> line.endsWith(": met"));
    }

    @Test
    void comparesTimePerEvent_whenThereAreTwoRuns() {
        var few = run(10_000, 50_000, 100_000, 1);
        var many = run(1_000_000, 40_000, 100_000, 1);

        assertThat(new FigureTable(List.of(few, many)).lines().getLast())
                .matches(
                        " *time per event, 10,000 to 1,000,000 devices +× 1\\.25 +at most × 1\\.20: missed");
    }

    private static Figures run(int devices, long perSecond, double plain, double p99) {
        var plan =
                new Plan(
                        devices,
                        1_000_000,
                        1,
                        4,
                        2048,
                        5_000,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(20),
                        Optional.empty());
        var cpu = Duration.ofSeconds(10);
        var worked = new Worked(perSecond * 10, Duration.ofSeconds(10), cpu, cpu);
        return new Figures(
                plan, 0.1, worked, plain, worked, new Latencies(100_000, 5_000, 1, p99, 9, 20));
    }
}
