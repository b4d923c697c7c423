package io.telltale.localstack.check;

import io.telltale.localstack.run.Lines;
import io.telltale.localstack.run.Progress;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until the streams application has come to rest: it says that it is not behind, and nothing
 * was written of devices for a while, between its steps as little as to the topics that others
 * read. Of campaigns every poll is told, and polls go on; what is told of their devices lies behind
 * the same steps.
 */
final class StreamsRest {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration SETTLING = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration SHOWN_EVERY = Duration.ofSeconds(15);

    private static final Set<String> BETWEEN_STEPS =
            Set.of("register-news-repartition", "parts-by-device-repartition");

    private static final Set<String> OUTPUTS =
            Set.of(Topics.DEVICE_IDENTITY.name(), Topics.DEVICE_STATE.name());

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
        var lines = new Lines(progress, "streams-app", SHOWN_EVERY);
        var quietSince = begin;
        var written = -1L;
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            var now = topic.written(outputs());
            var lag = reads.lag();
            if (now != written) {
                quietSince = System.nanoTime();
                written = now;
            } else if (lag.orElse(1) == 0 && System.nanoTime() - quietSince > SETTLING.toNanos()) {
                progress.line("streams-app", "at rest");
                return true;
            }
            lines.every(() ->
                    "%d records written so far, %s behind"
                            .formatted(
                                    now, lag.isPresent() ? lag.getAsLong() : "not known how far"));
            Thread.sleep(PAUSE);
        }
        progress.line("streams-app", "did not come to rest within " + LIMIT);
        return false;
    }

    private Set<String> outputs() {
        return topic.names().stream()
                .filter(name -> OUTPUTS.contains(name) || isBetweenSteps(name))
                .collect(Collectors.toSet());
    }

    private static boolean isBetweenSteps(String name) {
        return BETWEEN_STEPS.stream().anyMatch(name::endsWith);
    }
}
