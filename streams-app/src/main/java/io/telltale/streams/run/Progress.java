package io.telltale.streams.run;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.streams.run.InputLag.Found;
import io.telltale.streams.store.Position;
import io.telltale.streams.topology.RefStores;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches once a second how far the graph is.
 *
 * <p>A lag that is older than 5 s, or measured while the graph did not run, is not known: after a
 * start or a rebalance no key is called missing before a new measurement says that all is read.
 */
@Context
@Requires(beans = StreamsSettings.class)
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final KafkaStreams streams;
    private final Restoring restoring;
    private final Clock clock;
    private final Admin admin;
    private final InputOffsets offsets;
    private final InputLag inputLag = new InputLag();
    private final ScheduledExecutorService timer;
    private volatile Seen seen = Seen.NOTHING;

    /**
     * What was seen last.
     *
     * @param at when it was asked
     */
    private record Seen(Instant at, long lag, List<String> stuck, Optional<Instant> asOf) {
        static final Seen NOTHING = new Seen(Instant.MIN, 0, List.of(), Optional.empty());
    }

    Progress(Graph graph, KafkaSettings kafka, TopicLayout layout) {
        this.streams = graph.streams();
        this.restoring = graph.restoring();
        this.clock = Clock.systemUTC();
        this.admin = Admin.create(kafka.client(Map.of()));
        this.offsets =
                new InputOffsets(
                        admin, streams, graph.topology(), GraphProperties.applicationId(layout));
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("progress").daemon().factory());
    }

    @PostConstruct
    void start() {
        var _ = timer.scheduleWithFixedDelay(surviving(this::look), 0, 1, TimeUnit.SECONDS);
    }

    /** A task that fails once is done again all the same; a timer drops one that throws. */
    static Runnable surviving(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warn("the graph could not be looked at; the next look comes", e);
            }
        };
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }

    private void look() {
        var at = clock.instant();
        restoring.tell(at);
        if (!isRunning()) {
            inputLag.forget();
            seen = Seen.NOTHING;
            return;
        }
        try {
            var found = inputLag.after(offsets.measure(), at);
            seen = seen(at, found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | InvalidStateStoreException e) {
            LOG.debug("the lag is not known now: {}", e.toString());
        }
    }

    private Seen seen(Instant at, Found found) {
        return isRunning() ? new Seen(at, found.lag(), found.stuck(), asOf()) : Seen.NOTHING;
    }

    private Optional<Instant> asOf() {
        var store =
                streams.store(
                        StoreQueryParameters.fromNameAndType(
                                RefStores.AS_OF,
                                QueryableStoreTypes.<String, Long>keyValueStore()));
        var latest = Long.MIN_VALUE;
        try (var all = store.all()) {
            while (all.hasNext()) {
                latest = Math.max(latest, all.next().value);
            }
        }
        return latest == Long.MIN_VALUE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(latest));
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether the graph has ended for good. */
    boolean hasFailed() {
        return streams.state() == KafkaStreams.State.ERROR
                || streams.state() == KafkaStreams.State.PENDING_ERROR;
    }

    /**
     * What Kafka Streams says that it does, such as {@code REBALANCING}, which is restoring too.
     */
    String state() {
        return streams.state().name();
    }

    /** What is still to be read into the stores before they can be asked. */
    Restoring.Left restoring() {
        return restoring.left();
    }

    /** Records that are restored since the start. */
    long restored() {
        return restoring.restored();
    }

    /** Partitions where nothing has moved for 60 s although there is something to read. */
    List<String> stuck() {
        return seen.stuck();
    }

    Position position() {
        var last = seen;
        var isFresh = last.at().isAfter(clock.instant().minus(GOOD_FOR)) && isRunning();
        return new Position(
                isFresh ? OptionalLong.of(last.lag()) : OptionalLong.empty(), last.asOf());
    }
}
