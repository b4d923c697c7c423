package io.telltale.localstack.check;

import io.telltale.localstack.run.PeriodicLines;
import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

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
        var waitsFor = "";
        var quietSince = begin;
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            var now = topic.written(EVENTS);
            var left = left(since);
            if (now != written || left.isPresent()) {
                quietSince = System.nanoTime();
                written = now;
                waitsFor = left.orElse("more events to be written");
            } else if (System.nanoTime() - quietSince > SETTLING.toNanos()) {
                progress.line("check", "quiet");
                return true;
            }
            var waiting = waitsFor;
            lines.every(() -> "%d events written so far; left: %s".formatted(now, waiting));
            Thread.sleep(PAUSE);
        }
        progress.line("check", "was not quiet within %s; left: %s".formatted(LIMIT, waitsFor));
        return false;
    }

    /** What is left to do, for people; empty when nothing is. */
    private Optional<String> left(Instant since) {
        try {
            if (!Instant.now().isAfter(historiesComplete)) {
                return Optional.of(
                        "histories, complete at "
                                + historiesComplete.truncatedTo(ChronoUnit.SECONDS));
            }
            var atProviders = simulator.left();
            return atProviders.isPresent() ? atProviders : pollers.left(since);
        } catch (IOException e) {
            return Optional.of("an answer: " + e.getMessage());
        }
    }
}
