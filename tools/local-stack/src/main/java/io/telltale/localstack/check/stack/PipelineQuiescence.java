package io.telltale.localstack.check.stack;

import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Waits until pollers and callback services have nothing left to do: no event was written for a
 * while, no message is queued, no callback under way, and every task has succeeded since the last
 * fault and has nothing left.
 */
public final class PipelineQuiescence {

    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final List<String> EVENTS =
            List.of(
                    Topics.DEVICE_STATUS.name(),
                    Topics.DEVICE_SMS.name(),
                    Topics.DEVICE_PUSH_ACTION.name());

    private final Simulator simulator;
    private final Pollers pollers;
    private final PlainTopicReader topic;
    private final Instant historiesComplete;
    private final QuietWait wait;

    /**
     * One wait.
     *
     * @param historiesComplete when all events of histories were asked for
     */
    public PipelineQuiescence(
            Simulator simulator,
            Pollers pollers,
            PlainTopicReader topic,
            Instant historiesComplete,
            Progress progress) {
        this.simulator = simulator;
        this.pollers = pollers;
        this.topic = topic;
        this.historiesComplete = historiesComplete;
        this.wait = new QuietWait(progress, "check", Duration.ofMinutes(8), SETTLING);
    }

    /** Whether that came within the limit. */
    public boolean await() throws InterruptedException {
        var since = Instant.now().plus(SETTLING);
        return wait.await(() -> topic.written(EVENTS), () -> left(since));
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
