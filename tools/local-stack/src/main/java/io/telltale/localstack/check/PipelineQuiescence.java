package io.telltale.localstack.check;

import io.telltale.localstack.run.PeriodicLines;
import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Waits until pollers and callback services have nothing left to do: no message is queued, no
 * callback under way, every task has succeeded since the last fault and has nothing left, and no
 * event was written for a while.
 */
final class PipelineQuiescence {

    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SHOWN_EVERY = Duration.ofSeconds(15);
    private static final List<String> EVENTS =
            List.of(
                    Topics.DEVICE_STATUS.name(),
                    Topics.DEVICE_SMS.name(),
                    Topics.DEVICE_PUSH_ACTION.name());

    private final Simulator simulator;
    private final Pollers pollers;
    private final PlainTopicReader topic;
    private final Instant historiesComplete;
    private final Progress progress;

    /**
     * One wait.
     *
     * @param historiesComplete when all events of histories were asked for
     */
    PipelineQuiescence(
            Simulator simulator,
            Pollers pollers,
            PlainTopicReader topic,
            Instant historiesComplete,
            Progress progress) {
        this.simulator = simulator;
        this.pollers = pollers;
        this.topic = topic;
        this.historiesComplete = historiesComplete;
        this.progress = progress;
    }

    /** Whether that came within the limit. */
    boolean await() throws InterruptedException {
        var begin = System.nanoTime();
        var lines = new PeriodicLines(progress, "check", SHOWN_EVERY);
        var since = Instant.now().plus(SETTLING);
        var written = -1L;
        var quietSince = begin;
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            var now = topic.written(EVENTS);
            if (now != written || !nothingLeft(since)) {
                quietSince = System.nanoTime();
                written = now;
            } else if (System.nanoTime() - quietSince > SETTLING.toNanos()) {
                progress.line("check", "quiet");
                return true;
            }
            lines.every(() ->
                    "%d events written so far; histories are complete at %s"
                            .formatted(now, historiesComplete.truncatedTo(ChronoUnit.SECONDS)));
            Thread.sleep(PAUSE);
        }
        progress.line("check", "was not quiet within " + LIMIT);
        return false;
    }

    /** A poller that does not answer is not quiet. */
    private boolean nothingLeft(Instant since) {
        try {
            return Instant.now().isAfter(historiesComplete)
                    && simulator.isQuiet()
                    && pollers.isCaughtUp(since);
        } catch (IOException e) {
            return false;
        }
    }
}
