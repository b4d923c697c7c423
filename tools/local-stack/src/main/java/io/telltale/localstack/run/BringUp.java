package io.telltale.localstack.run;

import io.telltale.localstack.plan.Part;
import io.telltale.localstack.run.StartResult.Failed;
import io.telltale.localstack.run.StartResult.Interrupted;
import io.telltale.localstack.run.StartResult.Ready;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One attempt to bring all parts up, each as soon as those before it are ready. */
final class BringUp {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration REMINDER = Duration.ofSeconds(5);

    private final List<Part> parts;
    private final Function<Part, Optional<Process>> launch;
    private final Function<Part, Path> logOf;
    private final Progress progress;

    private final Map<Part, Started> waiting = new LinkedHashMap<>();
    private final Set<String> launched = new HashSet<>();
    private final Set<String> ready = new HashSet<>();
    private final Map<String, Process> running = new LinkedHashMap<>();
    private long lastLine = System.nanoTime();

    /** A process and when it was started. */
    private record Started(Process process, long at) {}

    /**
     * An attempt.
     *
     * @param launch starts a part; empty when the stack is being stopped
     * @param logOf where a part writes
     */
    BringUp(
            List<Part> parts,
            Function<Part, Optional<Process>> launch,
            Function<Part, Path> logOf,
            Progress progress) {
        this.parts = parts;
        this.launch = launch;
        this.logOf = logOf;
        this.progress = progress;
    }

    StartResult run() {
        try (var probe = new ReadinessProbe()) {
            while (ready.size() < parts.size()) {
                if (!launchThosePossible()) {
                    return new Interrupted();
                }
                var dead = running.entrySet().stream().filter(BringUp::isDead).findFirst();
                if (dead.isPresent()) {
                    return died(dead.get().getKey(), dead.get().getValue());
                }
                var failure = look(probe);
                if (failure.isPresent()) {
                    return failure.get();
                }
                remind();
                if (!Pause.of(PAUSE)) {
                    return new Interrupted();
                }
            }
        }
        return new Ready();
    }

    /** The processes that stay. */
    Map<String, Process> running() {
        return Map.copyOf(running);
    }

    private boolean launchThosePossible() {
        for (var part : parts) {
            if (!launched.contains(part.name()) && ready.containsAll(part.after())) {
                var process = launch.apply(part);
                if (process.isEmpty()) {
                    return false;
                }
                launched.add(part.name());
                waiting.put(part, new Started(process.get(), System.nanoTime()));
                line(part, "started, waiting until " + part.readiness().description());
            }
        }
        return true;
    }

    /** Looks once at each part that is not ready; the answer is a failure, if there is one. */
    private Optional<StartResult> look(ReadinessProbe probe) {
        for (var entry : List.copyOf(waiting.entrySet())) {
            var part = entry.getKey();
            var started = entry.getValue();
            if (part.isJob() ? hasSucceeded(started.process()) : isReady(probe, part, started)) {
                waiting.remove(part);
                ready.add(part.name());
                if (!part.isJob()) {
                    running.put(part.name(), started.process());
                }
                line(part, (part.isJob() ? "done" : "ready") + rest());
            } else if (!started.process().isAlive() && !hasSucceeded(part, started)) {
                return Optional.of(died(part.name(), started.process()));
            } else if (System.nanoTime() - started.at() > part.limit().toNanos()) {
                return Optional.of(
                        failed(
                                part.name(),
                                "was not ready after %s (%s never came true)"
                                        .formatted(
                                                Progress.seconds(part.limit()),
                                                part.readiness().description())));
            }
        }
        return Optional.empty();
    }

    private static boolean isReady(ReadinessProbe probe, Part part, Started started) {
        return started.process().isAlive() && probe.isReady(part.readiness());
    }

    private static boolean hasSucceeded(Part part, Started started) {
        return part.isJob() && hasSucceeded(started.process());
    }

    private static boolean hasSucceeded(Process process) {
        return !process.isAlive() && process.exitValue() == 0;
    }

    private static boolean isDead(Map.Entry<String, Process> entry) {
        return !entry.getValue().isAlive();
    }

    private StartResult died(String name, Process process) {
        return failed(name, "ended with exit code " + process.exitValue());
    }

    private StartResult failed(String name, String what) {
        var log =
                logOf.apply(
                        parts.stream()
                                .filter(part -> part.name().equals(name))
                                .findFirst()
                                .orElseThrow());
        return new Failed(name, what + ": " + LogTail.reason(log), log);
    }

    private void remind() {
        if (System.nanoTime() - lastLine > REMINDER.toNanos()) {
            waiting.keySet()
                    .forEach(part -> line(part, "waiting until " + part.readiness().description()));
        }
    }

    private String rest() {
        var names =
                parts.stream()
                        .map(Part::name)
                        .filter(name -> !ready.contains(name))
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; still to come: " + names;
    }

    private void line(Part part, String what) {
        progress.line(part.name(), what);
        lastLine = System.nanoTime();
    }
}
