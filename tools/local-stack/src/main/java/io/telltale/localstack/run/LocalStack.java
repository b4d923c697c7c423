package io.telltale.localstack.run;

import static java.util.Objects.requireNonNull;

import io.telltale.localstack.plan.Instances;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.StackPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The parts of one data folder, seen from the process that starts them.
 *
 * <p>{@link #stop()} may be called by another thread at any time, also during {@link #start()}:
 * from then on nothing more is started.
 */
public final class LocalStack {

    /** Kept below the 15 s that a person is promised; the JVM around it takes its share. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(11);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private final Layout layout;
    private final List<Part> parts;
    private final Progress progress;
    private final PidFolder pids;
    private final Launcher launcher;
    private final Restarts restarts;
    private final Object lock = new Object();
    private boolean stopping;
    private Map<String, Process> running = Map.of();

    /** A stack of these parts, normally {@link StackPlan#parts()}. */
    public LocalStack(Layout layout, List<Part> parts, Progress progress) {
        this(layout, parts, progress, new Restarts());
    }

    LocalStack(Layout layout, List<Part> parts, Progress progress, Restarts restarts) {
        this.restarts = restarts;
        this.layout = layout;
        this.parts = List.copyOf(parts);
        this.progress = progress;
        this.pids = new PidFolder(layout.pids());
        this.launcher = new Launcher(layout, pids);
    }

    /**
     * Refuses what cannot go well.
     *
     * @param fresh whether to remove what earlier runs left
     */
    public void prepare(boolean fresh) throws StackStartException {
        var preflight = new Preflight(layout, pids);
        preflight.refuseIfRunning();
        preflight.refuseIfDiskFull();
        preflight.refuseIfPortBusy(parts);
        preflight.forgetEarlierRun();
        if (fresh) {
            preflight.clear();
        }
    }

    /** Starts all parts and waits until each is ready. After a failure call {@link #stop()}. */
    public StartResult start() {
        var attempt = new BringUp(parts, this::launch, part -> layout.log(part.name()), progress);
        var result = attempt.run();
        running = attempt.running();
        return result;
    }

    /**
     * Waits until a part has ended, of a service with several instances the last one, and returns
     * its name. A service that failed for good is started again, see {@link Restarts}.
     */
    public String awaitEnd() {
        var current = new HashMap<>(running);
        while (true) {
            var ended = firstEnd(current);
            var exitCode = requireNonNull(current.remove(ended), ended).exitValue();
            var again = restart(ended, exitCode);
            again.ifPresent(process -> current.put(ended, process));
            if (isStopping() || !hasInstance(current.keySet(), Instances.serviceOf(ended))) {
                return ended;
            }
            if (again.isEmpty()) {
                progress.line(
                        ended,
                        "ended with exit code %d; the other instances go on".formatted(exitCode));
            }
        }
    }

    private Optional<Process> restart(String ended, int exitCode) {
        var restart = restarts.after(ended, exitCode).filter(_ -> !isStopping());
        restart.ifPresent(next -> progress.line(ended, next.sentence()));
        return restart.filter(next -> Pause.of(next.pause())).flatMap(_ -> relaunch(ended));
    }

    private static boolean hasInstance(Set<String> names, String service) {
        return names.stream().map(Instances::serviceOf).anyMatch(service::equals);
    }

    private static String firstEnd(Map<String, Process> processes) {
        var ends =
                processes.entrySet().stream()
                        .map(entry -> entry.getValue().onExit().thenApply(_ -> entry.getKey()))
                        .toArray(CompletableFuture<?>[]::new);
        return String.valueOf(CompletableFuture.anyOf(ends).join());
    }

    /** Ends a part with SIGKILL and waits until it is gone; false if it did not run. */
    public boolean kill(String name) {
        var found = pids.find(name);
        found.ifPresent(part -> {
            part.kill();
            Stopper.awaitEnd(part, KILL_LIMIT);
        });
        return found.isPresent();
    }

    /** The process of a part, while it runs. */
    public Optional<ProcessHandle> process(String name) {
        return pids.find(name)
                .filter(RunningPart::isAlive)
                .flatMap(part -> ProcessHandle.of(part.pid()));
    }

    /** Whether this stack started a part of this name. */
    public boolean has(String name) {
        return parts.stream().anyMatch(part -> part.name().equals(name));
    }

    /** Whether each part that stays is ready now. */
    public boolean areAllReady() {
        try (var probe = new ReadinessProbe()) {
            return parts.stream()
                    .filter(part -> !part.isJob())
                    .allMatch(part -> probe.isReady(part.readiness()));
        }
    }

    /** Asks a part to end (SIGTERM) and waits; false if it still runs after this time. */
    public boolean end(String name, Duration limit) {
        var found = pids.find(name);
        found.ifPresent(RunningPart::askToStop);
        return found.map(part -> Stopper.awaitEnd(part, limit)).orElse(true);
    }

    /** Stops a part in its tracks (SIGSTOP), as a long pause of its machine does. */
    public void pause(String name) {
        pids.find(name).ifPresent(part -> part.signal("STOP"));
    }

    /** Lets a paused part go on (SIGCONT). */
    public void goOn(String name) {
        pids.find(name).ifPresent(part -> part.signal("CONT"));
    }

    /** Starts a part that has ended, unless the stack is being stopped; does not wait for it. */
    public void startAgain(String name) {
        var _ = relaunch(name);
    }

    private Optional<Process> relaunch(String name) {
        synchronized (lock) {
            return stopping
                    ? Optional.empty()
                    : parts.stream()
                            .filter(part -> part.name().equals(name))
                            .findFirst()
                            .map(launcher::launchAgain);
        }
    }

    /** Whether a stop was requested. */
    public boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }

    /** Stops all parts in the record's order. */
    public void stop() {
        synchronized (lock) {
            stopping = true;
        }
        new Stopper(pids, progress).stopAll(STOP_LIMIT);
    }

    /** Under the lock, so that nothing is launched behind the back of a stop. */
    private Optional<Process> launch(Part part) {
        synchronized (lock) {
            return stopping ? Optional.empty() : Optional.of(launcher.launch(part));
        }
    }
}
