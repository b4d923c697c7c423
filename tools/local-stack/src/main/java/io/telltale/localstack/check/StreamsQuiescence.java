package io.telltale.localstack.check;

import io.telltale.localstack.run.PeriodicLines;
import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Waits until the streams application has nothing left to do: its answers are as of now, and
 * nothing was written to the topics of identities, states and timelines for a while. Campaign
 * topics are left out: every poll writes to them. So are the topics between its steps: these carry
 * the time of its position at rest too.
 */
final class StreamsQuiescence {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SHOWN_EVERY = Duration.ofSeconds(15);

    /** While an answer is younger, the application has caught up. */
    private static final Duration AS_OF_NOW = Duration.ofSeconds(10);

    private static final Set<String> OUTPUTS =
            Set.of(
                    Topics.DEVICE_IDENTITY.name(),
                    Topics.DEVICE_TIMELINE.name(),
                    Topics.DEVICE_STATE.name());

    private final PlainTopicReader topic;
    private final StreamsReads reads;
    private final Progress progress;

    StreamsQuiescence(PlainTopicReader topic, StreamsReads reads, Progress progress) {
        this.topic = topic;
        this.reads = reads;
        this.progress = progress;
    }

    /** Whether that came within the limit. */
    boolean await() throws InterruptedException {
        var begin = System.nanoTime();
        var lines = new PeriodicLines(progress, "streams-app", SHOWN_EVERY);
        var quietSince = begin;
        var written = -1L;
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            var now = topic.written(OUTPUTS);
            var position = reads.position();
            if (now != written) {
                quietSince = System.nanoTime();
                written = now;
            } else if (isCaughtUp(position)
                    && System.nanoTime() - quietSince > SETTLING.toNanos()) {
                progress.line("streams-app", "quiet");
                return true;
            }
            lines.every(() ->
                    "%d records written so far, lag %s, as of %s"
                            .formatted(now, position.lag(), position.asOf()));
            Thread.sleep(PAUSE);
        }
        progress.line("streams-app", "was not quiet within " + LIMIT);
        return false;
    }

    private static boolean isCaughtUp(StreamsReads.Position position) {
        return position.asOf().isAfter(Instant.now().minus(AS_OF_NOW));
    }
}
