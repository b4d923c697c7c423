package io.telltale.streams.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerClient;
import io.telltale.streams.query.ClusterQueries;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.LocalReads;
import io.telltale.streams.query.StorePartitions;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of the running graph, opened by partition number. An opened piece is kept until the
 * graph leaves its state: finding it takes a lock that the stream threads need, too long for every
 * one of the ten looks of a read. While the topology starts, restores or moves nothing is opened: a
 * store that is being restored would say "not there" of what it has not read yet.
 */
@Factory
@Requires(beans = StreamsSettings.class)
final class RunningStores implements StorePartitions {

    /** Longer than it takes to notice that an instance is silent. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final StreamsRunner runner;
    private final LagMonitor lagMonitor;
    private final int partitions;
    private final Duration stuckAfter;
    private final AtomicReference<Opened> opened = new AtomicReference<>(new Opened(0));

    /**
     * What was opened while the topology was in one state.
     *
     * @param moves how often the state had changed before
     */
    private record Opened(long moves, Map<StorePartition, ReadOnlyKeyValueStore<?, ?>> pieces) {

        Opened(long moves) {
            this(moves, new ConcurrentHashMap<>());
        }
    }

    private record StorePartition(String store, int partition) {}

    RunningStores(
            StreamsRunner runner,
            LagMonitor lagMonitor,
            TopicLayout layout,
            StreamsSettings settings) {
        this.runner = runner;
        this.lagMonitor = lagMonitor;
        this.partitions = layout.partitions();
        this.stuckAfter = settings.topology().stuckAfter();
    }

    @Singleton
    @Primary
    LocalReads reads() {
        return new LocalReads(this, stuckAfter);
    }

    @Singleton
    @Named(LocalReads.COPIES)
    LocalReads copies() {
        return new LocalReads(new CopiedStores(runner, lagMonitor, partitions), stuckAfter);
    }

    @Singleton
    DeviceQueries queries(
            LocalReads active,
            @Named(LocalReads.COPIES) LocalReads copies,
            PeerClient client,
            PeerAddress address,
            MeterRegistry meters) {
        var placement =
                new ClusterPlacement(
                        partitions,
                        lagMonitor,
                        active,
                        copies,
                        client,
                        address,
                        ReadTimers.of(meters));
        return new ClusterQueries(placement, LONGEST_WAIT, Clock.systemUTC());
    }

    @Override
    @SuppressWarnings("unchecked") // the caller that asks for a store knows its types
    public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
        var now = runner.moves(); // before the state: what changes from here on shows in the next
        if (!lagMonitor.areReadable()) {
            throw new InvalidStateStoreException(
                    "Kafka Streams is %s, or stood still a moment ago"
                            .formatted(runner.streams().state()));
        }
        var pieces =
                opened.updateAndGet(known -> known.moves() == now ? known : new Opened(now))
                        .pieces();
        return (ReadOnlyKeyValueStore<K, V>)
                pieces.computeIfAbsent(new StorePartition(store, partition), this::open);
    }

    private ReadOnlyKeyValueStore<?, ?> open(StorePartition piece) {
        return runner.streams()
                .store(
                        StoreQueryParameters.fromNameAndType(
                                        piece.store(), new CommittedStoreType<>())
                                .withPartition(piece.partition()));
    }

    @Override
    public int partitions() {
        return partitions;
    }
}
