package io.telltale.streams.run;

import io.telltale.streams.query.StorePartitions;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The standby copies of this instance that have caught up. */
final class CopiedStores implements StorePartitions {

    private final StreamsRunner runner;
    private final LagMonitor lagMonitor;
    private final int partitions;

    CopiedStores(StreamsRunner runner, LagMonitor lagMonitor, int partitions) {
        this.runner = runner;
        this.lagMonitor = lagMonitor;
        this.partitions = partitions;
    }

    @Override
    public <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition) {
        var task = lagMonitor.owners().input(store, partition);
        if (!lagMonitor.areReadable() || !lagMonitor.watch().own().copies().contains(task)) {
            throw new InvalidStateStoreException(
                    "no copy of partition %d of %s has caught up here".formatted(partition, store));
        }
        return runner.streams()
                .store(
                        StoreQueryParameters.fromNameAndType(store, new CommittedStoreType<K, V>())
                                .withPartition(partition)
                                .enableStaleStores());
    }

    @Override
    public int partitions() {
        return partitions;
    }
}
