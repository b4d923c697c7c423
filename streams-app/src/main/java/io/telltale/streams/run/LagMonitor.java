package io.telltale.streams.run;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerClient;
import io.telltale.streams.query.Freshness;
import io.telltale.streams.run.InputLag.Found;
import io.telltale.streams.run.InputLag.Measured;
import io.telltale.streams.step.InputEnds;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures twice a second how far the tasks have committed their input: for lag, liveness, and
 * {@link InputEnds}, from which tasks know their as-of.
 *
 * <p>A lag that is older than 5 s, or measured while Kafka Streams did not run, is not known. What
 * was measured before an outage of the brokers is forgotten, so nothing counts as stuck for the
 * time in which no commit was possible.
 */
@Context
@Requires(beans = StreamsSettings.class)
final class LagMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(LagMonitor.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final KafkaStreams streams;
    private final RestoreProgress restoring;
    private final InputEnds ends;
    private final Clock clock;
    private final Admin admin;
    private final InputOffsets offsets;
    private final InputLag inputLag = new InputLag();
    private final ScheduledExecutorService timer;
    private final PeerReports peers;
    private final StoreOwners owners;
    private final PeerWatch watch;
    private final PauseDetector pauses = new PauseDetector(System::nanoTime);
    private volatile Seen seen = Seen.NOTHING;

    /**
     * What was seen last.
     *
     * @param at when it was asked
     */
    private record Seen(Instant at, long lag, long ownLag, List<String> stuck) {
        static final Seen NOTHING = new Seen(Instant.MIN, 0, 0, List.of());
    }

    LagMonitor(
            StreamsRunner runner,
            KafkaSettings kafka,
            TopicLayout layout,
            PeerClient client,
            PeerAddress address) {
        this.streams = runner.streams();
        this.restoring = runner.restoreProgress();
        this.ends = runner.inputEnds();
        this.peers = new PeerReports(client);
        this.owners = new StoreOwners(runner, layout);
        this.clock = Clock.systemUTC();
        this.admin = Admin.create(kafka.client(Map.of()));
        var committed = new CommittedOffsets(admin);
        var copies = new StandbyCopies(streams, committed, layout, owners.topics());
        this.watch = new PeerWatch(owners, address.text(), peers, copies);
        this.offsets =
                new InputOffsets(
                        admin, committed, streams, runner.topology(), StreamsNames.id(layout));
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("lag-monitor").daemon().factory());
    }

    @PostConstruct
    void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        surviving(this::look), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that fails once is done again all the same; a timer drops one that throws. */
    static Runnable surviving(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warn("the lag could not be measured; the next measurement comes", e);
            }
        };
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(1));
        peers.close();
    }

    private void look() {
        pauses.beat();
        var at = clock.instant();
        restoring.publish(at);
        if (!isRunning()) {
            forget();
            return;
        }
        try {
            watch.look();
            var measured = offsets.measure(watch.passedByOthers());
            var found = inputLag.after(measured, at);
            watch.report(ownOf(measured, found));
            for (var each : measured) {
                var partition = each.partition();
                if (watch.silenceOf(partition).isPresent()) {
                    continue; // the answers for it are no newer than the last report of its owner
                }
                var passed = found.passed().getOrDefault(partition, each.committed());
                ends.note(partition, at.toEpochMilli(), each.end(), passed);
            }
            seen = seen(at, found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the brokers do not say how far the input is committed", e);
            forget();
        }
    }

    private static Map<TopicPartition, Long> ownOf(List<Measured> measured, Found found) {
        return measured.stream()
                .filter(Measured::own)
                .map(Measured::partition)
                .filter(found.passed()::containsKey)
                .collect(Collectors.toMap(partition -> partition, found.passed()::get));
    }

    /** Which instances are silent, and which have copies. */
    PeerWatch watch() {
        return watch;
    }

    /** Which instance has which partition. */
    StoreOwners owners() {
        return owners;
    }

    private void forget() {
        inputLag.forget();
        seen = Seen.NOTHING;
        watch.forget();
    }

    private Seen seen(Instant at, Found found) {
        return isRunning()
                ? new Seen(at, found.lag(), found.ownLag(), found.stuck())
                : Seen.NOTHING;
    }

    /** What the stores have once they keep, so it is known while the partitions move. */
    private Optional<Instant> asOf() {
        var asOf = ends.asOf();
        return asOf.isPresent()
                ? Optional.of(Instant.ofEpochMilli(asOf.getAsLong()))
                : Optional.empty();
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /**
     * Whether the stores can be read: Kafka Streams runs, and has not stood still for so long that
     * its partitions may be elsewhere.
     */
    boolean areReadable() {
        return isRunning() && !pauses.mayHaveLostPartitions();
    }

    /** Whether Kafka Streams has ended for good. */
    boolean hasFailed() {
        return streams.state() == KafkaStreams.State.ERROR
                || streams.state() == KafkaStreams.State.PENDING_ERROR;
    }

    /** State that Kafka Streams reports, such as {@code REBALANCING}, which is restoring too. */
    String state() {
        return streams.state().name();
    }

    /** What is still to be read into the stores before they can be asked. */
    RestoreProgress.Left restoring() {
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

    /** How far the tasks of all instances are; standby while copies answer for a silent owner. */
    Freshness freshness() {
        var last = seen;
        return new Freshness(
                isKnown(last) ? OptionalLong.of(last.lag()) : OptionalLong.empty(),
                asOf(),
                watch.isAnySilent() ? Freshness.Role.STANDBY : Freshness.Role.ACTIVE);
    }

    /** Records that the tasks of this instance have not committed; empty while it is not known. */
    OptionalLong ownLag() {
        var last = seen;
        return isKnown(last) ? OptionalLong.of(last.ownLag()) : OptionalLong.empty();
    }

    private boolean isKnown(Seen last) {
        return last.at().isAfter(clock.instant().minus(GOOD_FOR)) && isRunning();
    }
}
