package io.telltale.localstack.run;

import io.telltale.localstack.plan.StopOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops what runs, one part after the other in the record's order, so that a part still finds those
 * it writes to. Instances of a service stop at the same time. A part that does not end in its share
 * of the time is killed.
 */
final class Stopper {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration AFTER_KILL = Duration.ofSeconds(1);

    private final PidFolder pids;
    private final Progress progress;

    Stopper(PidFolder pids, Progress progress) {
        this.pids = pids;
        this.progress = progress;
    }

    /** Leaves no part running, within about this time. */
    void stopAll(Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        for (var names : StopOrder.of(pids.names())) {
            stop(names.stream().map(pids::find).flatMap(Optional::stream).toList(), end);
            names.forEach(pids::forget);
        }
    }

    /**
     * A service may use half of what is left, so that one that hangs leaves time for the others.
     */
    private void stop(List<RunningPart> instances, long end) {
        var begin = System.nanoTime();
        var share = Duration.ofNanos(Math.max(0, end - begin) / 2);
        instances.forEach(RunningPart::askToStop);
        instances.forEach(part -> endWithin(part, begin, share));
    }

    private void endWithin(RunningPart part, long begin, Duration share) {
        if (awaitEnd(part, share.minusNanos(System.nanoTime() - begin))) {
            progress.line(part.name(), "stopped, " + Progress.seconds(begin));
            return;
        }
        part.kill();
        awaitEnd(part, AFTER_KILL);
        progress.line(part.name(), "killed: it did not stop in " + Progress.seconds(begin));
    }

    static boolean awaitEnd(RunningPart part, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (part.isAlive()) {
            if (System.nanoTime() >= end || !Pause.of(PAUSE)) {
                return false;
            }
        }
        return true;
    }
}
