package io.telltale.streams.topology;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Stores on disk, as every step keeps them. */
final class PersistentStores {

    private PersistentStores() {}

    /** One that is written at once. */
    static <K, V> void add(StreamsBuilder builder, String name, Serde<K> key, Serde<V> value) {
        builder.addStateStore(store(name, key, value));
    }

    /** One whose entries change often: they are written once a commit. */
    static <K, V> void addCached(
            StreamsBuilder builder, String name, Serde<K> key, Serde<V> value) {
        builder.addStateStore(store(name, key, value).withCachingEnabled());
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(
            String name, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value);
    }
}
