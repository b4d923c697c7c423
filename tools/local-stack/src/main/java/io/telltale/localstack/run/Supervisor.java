package io.telltale.localstack.run;

import io.telltale.localstack.plan.Instances;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import java.time.Duration;
import java.util.List;

/**
 * Another process's view of a data folder, for {@code status} and {@code down}.
 *
 * <p>The process that runs {@code up} has a pid file too. It stops its parts when it is asked to
 * stop itself; if it is gone, or takes too long, they are stopped from here.
 */
public final class Supervisor {

    /** Name of the pid file and mark of the process that runs {@code up}. */
    public static final String NAME = "up";

    private static final Duration UP_LIMIT = Duration.ofSeconds(12);
    private static final Duration PARTS_LIMIT = Duration.ofSeconds(11);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final PidFolder pids;

    /** The view of this data folder. */
    public Supervisor(Layout layout) {
        this.pids = new PidFolder(layout.pids());
    }

    /**
     * How a part is.
     *
     * @param pid 0 when it does not run
     */
    public record PartState(Part part, long pid, State state) {}

    /** How far a part is. */
    public enum State {
        /** Its sign of readiness is there. */
        READY,
        /** Its process runs. */
        NOT_READY,
        /** It has no process. */
        STOPPED
    }

    /**
     * Declares this process to be the one that runs {@code up}.
     *
     * @throws StackStartException if there is another
     */
    public void begin() throws StackStartException {
        var other = pids.find(NAME);
        if (other.isPresent()) {
            throw new StackStartException(
                    "Another ./telltale up (process %d) works on this data folder; stop it with ./telltale down."
                            .formatted(other.get().pid()));
        }
        pids.remember(RunningPart.of(NAME, ProcessHandle.current()));
    }

    /** Takes the declaration back. */
    public void end() {
        pids.forget(NAME);
    }

    /** How many instances of each service the folder remembers, whether they run or not. */
    public Instances instances() {
        return Instances.among(pids.names());
    }

    /** The state of each part that stays; jobs are left out. */
    public List<PartState> states(List<Part> parts) {
        try (var probe = new ReadinessProbe()) {
            return parts.stream()
                    .filter(part -> !part.isJob())
                    .map(part -> state(probe, part))
                    .toList();
        }
    }

    private PartState state(ReadinessProbe probe, Part part) {
        return pids.find(part.name())
                .map(running ->
                        new PartState(
                                part,
                                running.pid(),
                                probe.isReady(part.readiness()) ? State.READY : State.NOT_READY))
                .orElseGet(() -> new PartState(part, 0, State.STOPPED));
    }

    /** Stops whatever runs on the data folder. */
    public void stop(Progress progress) {
        var begin = System.nanoTime();
        pids.find(NAME)
                .ifPresent(up -> {
                    progress.line(NAME, "asked to stop everything");
                    up.askToStop();
                    if (!Stopper.awaitEnd(up, UP_LIMIT)) {
                        up.kill();
                    }
                });
        var left = PARTS_LIMIT.minusNanos(System.nanoTime() - begin);
        new Stopper(pids, progress).stopAll(left.compareTo(SHORT) < 0 ? SHORT : left);
        pids.forget(NAME);
    }
}
