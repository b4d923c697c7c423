package io.telltale.localstack.check.streams;

import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.localstack.check.stack.QuietWait;
import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Waits until the streams application has nothing left to do: its answers are as of now, and
 * nothing was written to the topics of identities, states and timelines for a while. Campaign
 * topics are left out: every poll writes to them. So are the topics between its steps: these carry
 * the time of its position at rest too.
 */
final class StreamsQuiescence {

    /** While an answer is younger, the application has caught up. */
    private static final Duration AS_OF_NOW = Duration.ofSeconds(10);

    private static final Set<String> OUTPUTS =
            Set.of(
                    Topics.DEVICE_IDENTITY.name(),
                    Topics.DEVICE_TIMELINE.name(),
                    Topics.DEVICE_STATE.name());

    private final PlainTopicReader topic;
    private final StreamsReads reads;
    private final QuietWait wait;

    StreamsQuiescence(PlainTopicReader topic, StreamsReads reads, Progress progress) {
        this.topic = topic;
        this.reads = reads;
        this.wait =
                new QuietWait(
                        progress, "streams-app", Duration.ofMinutes(6), Duration.ofSeconds(15));
    }

    /** Whether that came within the limit. */
    boolean await() throws InterruptedException {
        return wait.await(() -> topic.written(OUTPUTS), this::left);
    }

    private Optional<String> left() throws InterruptedException {
        var position = reads.position();
        return position.asOf().isAfter(Instant.now().minus(AS_OF_NOW))
                ? Optional.empty()
                : Optional.of(
                        "%d records to be applied, answers are as of %s"
                                .formatted(position.lag(), position.asOf()));
    }
}
