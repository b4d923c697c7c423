package io.telltale.localstack.check;

import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Waits until everything has come to rest: no message is queued, no callback under way, every task
 * has succeeded since the last fault and has nothing left, and no event was written for a while.
 */
final class Rest {

    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final Duration SETTLING = Duration.ofSeconds(15);

    /**
     * A history is asked for until 2 min ago, and again a minute after it was asked; its youngest
     * events are as old as the fleet.
     */
    private static final Duration HISTORY_ASKED = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final List<String> EVENTS =
            List.of(
                    Topics.DEVICE_STATUS.name(),
                    Topics.DEVICE_SMS.name(),
                    Topics.DEVICE_PUSH_ACTION.name());

    private final Simulator simulator;
    private final Pollers pollers;
    private final Topic topic;
    private final Progress progress;

    Rest(Simulator simulator, Pollers pollers, Topic topic, Progress progress) {
        this.simulator = simulator;
        this.pollers = pollers;
        this.topic = topic;
        this.progress = progress;
    }

    /** Whether it came to rest within the limit. */
    boolean await() throws InterruptedException {
        var begin = System.nanoTime();
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
            Thread.sleep(PAUSE);
        }
        progress.line("check", "did not come to rest within " + LIMIT);
        return false;
    }

    /** A poller that cannot answer now is not at rest. */
    private boolean nothingLeft(Instant since) {
        try {
            return Instant.now().isAfter(simulator.bornAt().plus(HISTORY_ASKED))
                    && simulator.isQuiet()
                    && pollers.isCaughtUp(since);
        } catch (IOException e) {
            return false;
        }
    }
}
