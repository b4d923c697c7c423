package io.telltale.streams.query;

import io.telltale.schemas.topic.KeyPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The state stores of the running topology on this instance, by partition. */
public interface StorePartitions {

    /**
     * Opens the partition of a store that holds a key.
     *
     * @param key what decides the partition: a ref, a device key or a campaign ref
     * @throws InvalidStateStoreException if it is not here, or cannot be read now
     */
    default <K, V> ReadOnlyKeyValueStore<K, V> open(String store, String key) {
        return open(store, KeyPartition.of(key, partitions()));
    }

    /**
     * Opens one partition of a store.
     *
     * @param partition its number, from 0
     * @throws InvalidStateStoreException if it is not here, or cannot be read now
     */
    <K, V> ReadOnlyKeyValueStore<K, V> open(String store, int partition);

    /** Number of partitions of every store. */
    int partitions();
}
