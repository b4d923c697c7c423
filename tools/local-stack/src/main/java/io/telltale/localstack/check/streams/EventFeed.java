package io.telltale.localstack.check.streams;

import io.telltale.localstack.run.Progress;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes drawn events to the event topics, each at its time, and keeps the ids of those that the
 * brokers have. For one thread.
 */
final class EventFeed {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SHOWN_EVERY = 1_000;

    private final Settings settings;
    private final Progress progress;

    EventFeed(String bootstrapServers, URI registry, Progress progress) {
        this.settings =
                Settings.of(
                        Map.of(
                                "TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
                                bootstrapServers,
                                "TELLTALE_REGISTRY_URL",
                                registry.toString()));
        this.progress = progress;
    }

    /**
     * Publishes all of them.
     *
     * @return the ids of the events, each once
     */
    Set<String> publish(List<DrawnEvents.Drawn> events) throws InterruptedException {
        var ids = new HashSet<String>();
        var published = 0;
        try (var serdes = new RecordSerdes(SerdeSettings.read(settings));
                var publisher = RecordPublisher.connect(KafkaSettings.read(settings), LIMIT)) {
            var records = new KafkaRecords(TopicLayout.read(settings), serdes);
            for (var drawn : events) {
                sleepUntil(drawn.at());
                publisher.publishAndAwait(List.of(records.of(drawn.event(), TraceParent.fresh())));
                ids.add(drawn.event().eventId());
                if (++published % SHOWN_EVERY == 0) {
                    progress.line(
                            "drawn events", published + " of " + events.size() + " published");
                }
            }
        }
        return ids;
    }

    private static void sleepUntil(Instant time) throws InterruptedException {
        var left = Duration.between(Instant.now(), time);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }
}
