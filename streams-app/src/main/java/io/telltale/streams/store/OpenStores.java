package io.telltale.streams.store;

import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of the running graph on this instance. */
public interface OpenStores {

    /**
     * Opens the piece of a store that holds a key.
     *
     * @param key what decides the partition: a ref, a device key or a campaign ref
     * @throws InvalidStateStoreException if it is not here, or not to be read now
     */
    <K, V> ReadOnlyKeyValueStore<K, V> open(String store, String key);

    /**
     * Opens one piece of a store.
     *
     * @param partition its number, from 0
     * @throws InvalidStateStoreException if it is not here, or not to be read now
     */
    <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition);

    /** How many pieces every store has. */
    int partitions();

    /** How far the graph is; its lag is empty while the graph does not run. */
    Position position();
}
