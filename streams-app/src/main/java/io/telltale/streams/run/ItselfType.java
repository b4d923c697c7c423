package io.telltale.streams.run;

import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * One piece of a store itself, in the place of Kafka's own type that looks for the piece at every
 * read. A piece that is closed since ends the read with {@link InvalidStateStoreException}.
 */
final class ItselfType<K, V> implements QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {

    @Override
    public boolean accepts(StateStore store) {
        return store instanceof ReadOnlyKeyValueStore;
    }

    @Override
    public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider provider, String store) {
        return provider.stores(store, this).stream()
                .findFirst()
                .orElseThrow(() -> new InvalidStateStoreException(store + " is not here"));
    }
}
