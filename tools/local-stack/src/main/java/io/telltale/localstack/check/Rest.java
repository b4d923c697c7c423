package io.telltale.localstack.check;

import io.telltale.localstack.run.Lines;
import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Waits until everything has come to rest: no message is queued, no callback under way, every task
 * has succeeded since the last fault and has nothing left, and no event was written for a while.
 */
final class Rest {

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
    private final Topic topic;
    private final Instant historiesTold;
    private final Progress progress;

    /**
     * A rest.
     *
     * @param historiesTold when all events of histories were asked for
     */
    Rest(
            Simulator simulator,
            Pollers pollers,
            Topic topic,
            Instant historiesTold,
            Progress progress) {
        this.simulator = simulator;
        this.pollers = pollers;
        this.topic = topic;
        this.historiesTold = historiesTold;
        this.progress = progress;
    }

    /** Whether it came to rest within the limit. */
    boolean await() throws InterruptedException {
        var begin = System.nanoTime();
        var lines = new Lines(progress, "check", SHOWN_EVERY);
        var since = Instant.now().plus(SETTLING);
        var written = -1L;
        var quietSince = begin;
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            var now = topic.written(EVENTS);
            if (now != written || !nothingLeft(since)) {
                quietSince = System.nanoTime();
                written = now;
            } else if (System.nanoTime() - quietSince > SETTLING.toNanos()) {
                progress.line("check", "at rest");
                return true;
            }
            lines.every(() ->
                    "%d events written so far; histories are told until %s"
                            .formatted(now, historiesTold.truncatedTo(ChronoUnit.SECONDS)));
            Thread.sleep(PAUSE);
        }
        progress.line("check", "did not come to rest within " + LIMIT);
        return false;
    }

    /** A poller that cannot answer now is not at rest. */
    private boolean nothingLeft(Instant since) {
        try {
            return Instant.now().isAfter(historiesTold)
                    && simulator.isQuiet()
                    && pollers.isCaughtUp(since);
        } catch (IOException e) {
            return false;
        }
    }
}
