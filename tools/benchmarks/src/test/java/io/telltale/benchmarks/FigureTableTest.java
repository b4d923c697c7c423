package io.telltale.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.benchmarks.measure.Figures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureTableTest {

    @Test
    void isMet_whenWhatMustBeIsJustReached() {
        assertThat(lines(SampleFigures.of(100_000, 28_000, 200_000, List.of())))
                .anyMatch(line ->
                        line.matches(
                                " *streams-app, until .* 28,000 events/s +at least 28,000 events/s: met"))
                .anyMatch(line -> line.matches(" *of what .* 0\\.140 +at least 0\\.120: met"));
    }

    @Test
    void namesTheGoalThatIsReachedToo() {
        assertThat(lines(SampleFigures.of(100_000, 40_000, 200_000, List.of())))
                .anyMatch(line ->
                        line.endsWith(
                                "at least 28,000 events/s: met, and the goal of 40,000 events/s"));
    }

    @Test
    void isMissed_whenATargetIsNotReached() {
        assertThat(lines(SampleFigures.of(100_000, 27_999, 300_000, List.of())))
                .anyMatch(line -> line.matches(" *streams-app, until .*: missed"))
                .anyMatch(line -> line.matches(" *of what .*: missed"));
    }

    @Test
    void printsThatNoFigureCounts_whenAnswersAreWrong() {
        assertThat(lines(SampleFigures.of(10, 1, 1, List.of("imei:1: expected 2, was 3"))))
                .anyMatch(line -> line.contains("1 DIFFERENCES, so no figure counts"))
                .anyMatch(line -> line.contains("imei:1: expected 2, was 3"));
    }

    @Test
    void comparesTimePerEvent_whenThereAreTwoRuns() {
        var few = SampleFigures.of(10_000, 50_000, 100_000, List.of());
        var many = SampleFigures.of(1_000_000, 40_000, 100_000, List.of());

        assertThat(new FigureTable(List.of(few, many)).lines().getLast())
                .matches(
                        " *time per event, 10,000 to 1,000,000 devices +× 1\\.25 +at most × 1\\.40: met");
    }

    private static List<String> lines(Figures run) {
        return new FigureTable(List.of(run)).lines();
    }
}
