package io.telltale.benchmarks;

import io.telltale.benchmarks.database.DatabaseRun;
import io.telltale.benchmarks.measure.Figures;
import io.telltale.benchmarks.measure.Figures.Latencies;
import io.telltale.benchmarks.measure.Figures.Worked;
import io.telltale.benchmarks.measure.MixFacts;
import io.telltale.benchmarks.measure.Plan;
import io.telltale.benchmarks.process.PartitionReadTimes;
import io.telltale.benchmarks.process.ProcessorTimes;
import io.telltale.benchmarks.process.ThreadUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Figures of runs that never were. */
final class SampleFigures {

    private static final Latencies TIMES = new Latencies(100_000, 2_000, 1, 4, 9, 20);

    private SampleFigures() {}

    static Figures of(int devices, long perSecond, double plain, List<String> differences) {
        var plan =
                new Plan(
                        devices,
                        1_000_000,
                        1,
                        4,
                        1,
                        4096,
                        2_000,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(20),
                        false,
                        Optional.empty());
        var cpu =
                new ProcessorTimes(
                        Map.of(
                                ThreadUse.STREAM,
                                Duration.ofSeconds(2),
                                ThreadUse.JIT,
                                Duration.ofSeconds(1)));
        var worked =
                new Worked(
                        perSecond * 10,
                        Duration.ofSeconds(10),
                        cpu,
                        cpu,
                        Map.of("rows-changelog", perSecond * 20, "device.state.v1", perSecond));
        return new Figures(
                plan,
                new Figures.Machine(0.1, 2_400),
                new MixFacts(2.26, 0.2, 500, Duration.ofHours(24)),
                worked,
                plain,
                worked,
                new Figures.Answers(1_000, differences),
                new Figures.Reads(100, 60, TIMES, PartitionReadTimes.of(List.of())),
                new Figures.Freshness(TIMES, TIMES, TIMES),
                6.3,
                new Figures.Restarted(Duration.ofSeconds(12), 3),
                TIMES,
                700,
                Optional.of(
                        new Figures.Against(
                                database(perSecond * 5, 2, 3), database(perSecond, 5, 4))));
    }

    private static DatabaseRun.Worked database(long events, long consumer, long database) {
        return new DatabaseRun.Worked(
                events,
                Duration.ofSeconds(10),
                Duration.ofSeconds(consumer),
                Duration.ofSeconds(database));
    }
}
