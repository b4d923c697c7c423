package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.streams.store.LocalReads;
import io.telltale.streams.store.OpenStores;
import io.telltale.streams.store.Position;
import io.telltale.streams.store.Reads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of the running graph, opened by partition number. While the graph starts, restores or
 * moves nothing is opened: a store that is being restored would say "not there" of what it has not
 * read yet.
 */
@Factory
@Requires(beans = StreamsSettings.class)
final class RunningStores implements OpenStores {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final Progress progress;
    private final int partitions;
    private final Duration stuckAfter;

    RunningStores(Graph graph, Progress progress, TopicLayout layout, StreamsSettings settings) {
        this.streams = graph.streams();
        this.progress = progress;
        this.partitions = layout.partitions();
        this.stuckAfter = settings.graph().stuckAfter();
    }

    @Singleton
    Reads reads() {
        return new LocalReads(this, LONGEST_WAIT, stuckAfter, Clock.systemUTC());
    }

    @Override
    public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, String key) {
        return open(store, partition(key));
    }

    @Override
    public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
        if (!progress.isRunning()) {
            throw new InvalidStateStoreException("the graph is " + streams.state());
        }
        return streams.store(
                StoreQueryParameters.fromNameAndType(
                                store, QueryableStoreTypes.<K, V>keyValueStore())
                        .withPartition(partition));
    }

    @Override
    public int partitions() {
        return partitions;
    }

    /** As producers choose it, so that a key is looked for where it was sent to. */
    private int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }

    @Override
    public Position position() {
        return progress.position();
    }
}
