package io.telltale.localstack.check.cluster;

import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.localstack.check.report.Setting;
import io.telltale.localstack.check.stack.KillPlan;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Disturbs one process at a time, each when everything is whole again: SIGKILL of instances and
 * brokers in turn, spread evenly, and between them once a rolling restart of the streams
 * application, an instance of it that is stopped in its tracks, and one that loses its stores.
 */
final class ClusterFaults {

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    /** Where the machine has too much to do. */
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(6);

    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final List<List<String>> services;
    private final Function<String, LocalStack> stackOf;
    private final Function<String, Path> storesOf;
    private final ClusterHealth health;
    private final RunQueue queue;
    private final Progress progress;
    private final List<Duration> recoveries = new ArrayList<>();
    private int killed;
    private int unrecovered;
    private int unrecoveredUnderLoad;

    /**
     * Faults that have not begun.
     *
     * @param services the instances of each service, those of the streams application first
     * @param stackOf which started a process
     * @param storesOf the stores of an instance of the streams application
     */
    ClusterFaults(
            List<List<String>> services,
            Function<String, LocalStack> stackOf,
            Function<String, Path> storesOf,
            ClusterHealth health,
            RunQueue queue,
            Progress progress) {
        this.services = List.copyOf(services);
        this.stackOf = stackOf;
        this.storesOf = storesOf;
        this.health = health;
        this.queue = queue;
        this.progress = progress;
    }

    /**
     * Something that is done.
     *
     * @param at not before this time since the beginning
     */
    private record Step(Duration at, Action action) {}

    /** Done to processes; returns when it is done, and before they are well again. */
    private interface Action {
        void run() throws InterruptedException;
    }

    /** Lives through this time, or longer if recoveries take longer. */
    void during(Setting setting) throws InterruptedException {
        var begin = System.nanoTime();
        for (var step : steps(setting)) {
            sleepUntil(begin + step.at().toNanos());
            step.action().run();
        }
        sleepUntil(begin + setting.life().toNanos());
    }

    private List<Step> steps(Setting setting) {
        var streams = services.getFirst();
        var steps = new ArrayList<Step>();
        var plan = new KillPlan(services, setting.life(), setting.kills());
        for (int kill = 0; kill < setting.kills(); kill++) {
            var victim = plan.victim(kill);
            steps.add(new Step(plan.at(kill), () -> kill(victim)));
        }
        steps.add(
                setting.kills() * 3 / 4,
                new Step(part(setting, 3), () -> loseStores(streams.getLast())));
        steps.add(
                setting.kills() / 2,
                new Step(part(setting, 2), () -> standStill(streams.getFirst())));
        steps.add(setting.kills() / 4, new Step(part(setting, 1), () -> restartAll(streams)));
        return steps;
    }

    private static Duration part(Setting setting, int quarters) {
        return setting.life().multipliedBy(quarters).dividedBy(4);
    }

    private void kill(String name) throws InterruptedException {
        var stack = stackOf.apply(name);
        killed += stack.kill(name) ? 1 : 0;
        stack.startAgain(name);
        progress.line(name, "killed and started again");
        recover(name);
    }

    private void restartAll(List<String> names) throws InterruptedException {
        for (var name : names) {
            var stack = stackOf.apply(name);
            var ended = stack.end(name, STOP);
            progress.line(name, ended ? "stopped, and started again" : "did not stop in time");
            stack.startAgain(name);
            recover(name);
        }
    }

    private void standStill(String name) throws InterruptedException {
        var stack = stackOf.apply(name);
        stack.pause(name);
        progress.line(name, "stopped in its tracks for " + PAUSE.toSeconds() + " s");
        Thread.sleep(PAUSE);
        stack.goOn(name);
        progress.line(name, "goes on");
        recover(name);
    }

    private void loseStores(String name) throws InterruptedException {
        var stack = stackOf.apply(name);
        killed += stack.kill(name) ? 1 : 0;
        delete(storesOf.apply(name));
        stack.startAgain(name);
        progress.line(name, "killed and started again without its stores");
        recover(name);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void recover(String name) throws InterruptedException {
        var begin = Instant.now();
        var lack = health.await(LONGEST_RECOVERY);
        var end = Instant.now();
        var took = Duration.between(begin, end);
        if (took.compareTo(RECOVERY) > 0) {
            var isLoaded = queue.isTooLong(begin, end);
            unrecovered += isLoaded ? 0 : 1;
            unrecoveredUnderLoad += isLoaded ? 1 : 0;
        }
        if (lack.isEmpty()) {
            recoveries.add(took);
            progress.line(name, "everything is whole after " + Progress.seconds(took));
        } else {
            progress.line(
                    name,
                    "not everything is whole after %s: %s"
                            .formatted(Progress.seconds(took), lack.get()));
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
    }

    List<Count> counts() {
        return List.of(
                Count.shown("killed", "processes killed", killed),
                Count.shown(
                        "longestRecovery",
                        "ms until everything was whole again, at most",
                        recoveries.stream()
                                .max(Duration::compareTo)
                                .orElse(Duration.ZERO)
                                .toMillis()),
                Count.fault("unrecovered", "times not whole within 2 min", unrecovered),
                Count.shown(
                        "unrecoveredUnderLoad",
                        "such while the run queue was too long",
                        unrecoveredUnderLoad));
    }
}
