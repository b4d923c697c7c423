package io.telltale.localstack.check;

import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until the streams application has come to rest: it says that it is not behind, and nothing
 * was written to its outputs for a while, to those between its steps as little as to those that
 * others read.
 */
final class StreamsRest {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration SETTLING = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Told of every poll, and polls go on. */
    private static final String POLLS = "campaign-news-repartition";

    private static final Set<String> OUTPUTS =
            Set.of(
                    Topics.DEVICE_IDENTITY.name(),
                    Topics.DEVICE_STATE.name(),
                    Topics.CAMPAIGN_PROGRESS.name());

    private final Topic topic;
    private final StreamsReads reads;
    private final Progress progress;

    StreamsRest(Topic topic, StreamsReads reads, Progress progress) {
        this.topic = topic;
        this.reads = reads;
        this.progress = progress;
    }

    /** Whether it came to rest within the limit. */
    boolean await() throws InterruptedException {
        var begin = System.nanoTime();
        var quietSince = begin;
        var written = -1L;
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            var now = topic.written(outputs());
            if (now != written || reads.lag().orElse(1) != 0) {
                quietSince = System.nanoTime();
                written = now;
            } else if (System.nanoTime() - quietSince > SETTLING.toNanos()) {
                progress.line("streams-app", "at rest");
                return true;
            }
            Thread.sleep(PAUSE);
        }
        progress.line("streams-app", "did not come to rest within " + LIMIT);
        return false;
    }

    private Set<String> outputs() {
        return topic.names().stream()
                .filter(name -> OUTPUTS.contains(name) || name.endsWith("-repartition"))
                .filter(name -> !name.endsWith(POLLS))
                .collect(Collectors.toSet());
    }
}
