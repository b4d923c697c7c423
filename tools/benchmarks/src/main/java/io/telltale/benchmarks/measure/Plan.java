package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.mix.BenchmarkFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One run.
 *
 * @param devices how many there are, 1 to 10,000,000
 * @param events size of the backlog, 1,000 or more
 * @param seed equal seeds give equal events
 * @param partitions of every topic, 1 to 64
 * @param instances of streams-app, 1 to 4
 * @param memoryMib memory of the containers of streams-app in sum, 512 or more for each
 * @param reads point reads a second, 1 to 50,000
 * @param readTime how long they are measured, 1 s to 10 min
 * @param limit longest time for a backlog to be worked off, 1 min to 4 h
 * @param isAgainstDatabase whether the same is done with PostgreSQL too
 * @param recording where a flight recording goes, if one is wanted
 */
public record Plan(
        int devices,
        long events,
        long seed,
        int partitions,
        int instances,
        int memoryMib,
        int reads,
        Duration readTime,
        Duration limit,
        boolean isAgainstDatabase,
        Optional<Path> recording) {

    private static final int WARM_UP_ONE_OF = 4;

    public Plan {
        new BenchmarkFleet(devices);
        within("--events", events, 1_000, 1_000_000_000);
        within("--partitions", partitions, 1, 64);
        within("--instances", instances, 1, 4);
        within("--memory", memoryMib, 512L * instances, 65_536);
        within("--reads", reads, 1, 50_000);
        within("--read-seconds", readTime.toSeconds(), 1, 600);
        within("--limit", limit.toMinutes(), 1, 240);
    }

    private static void within(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Expected %s of %d to %d, was %d.".formatted(option, least, most, value));
        }
    }

    /** Memory of the container of each instance. */
    public int memoryOfEachMib() {
        return memoryMib / instances;
    }

    /** Events at the start of the backlog that are not measured. */
    long warmUp() {
        return events / WARM_UP_ONE_OF;
    }

    /** How long reads are sent before they are measured. */
    Duration readWarmUp() {
        return readTime.dividedBy(2);
    }
}
