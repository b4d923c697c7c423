package io.telltale.streams.run;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * One partition of a key-value store, read committed. Kafka's own type looks for the partition at
 * every read, under a lock that stream threads need; this one finds it once.
 *
 * <p>A partition that is closed since ends a read with {@link InvalidStateStoreException}.
 */
final class CommittedStoreType<K, V> implements QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {

    @Override
    public boolean accepts(StateStore store) {
        return store instanceof ReadOnlyKeyValueStore;
    }

    /** The default isolation level is only applied by Kafka's own types. */
    @Override
    public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider provider, String store) {
        return provider.stores(store, this).stream()
                .findFirst()
                .orElseThrow(() -> new InvalidStateStoreException(store + " is not here"))
                .readOnly(IsolationLevel.READ_COMMITTED);
    }
}
