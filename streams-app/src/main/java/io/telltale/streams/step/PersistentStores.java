package io.telltale.streams.step;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builders of the state stores on disk that all steps use. Each has a changelog topic and survives
 * {@code kill -9} with everything that was committed, see {@link LoggedRocksDBStore}.
 *
 * <p>{@code withCachingEnabled()} on a builder adds Kafka Streams' record cache, which writes
 * repeated changes of a key once a commit.
 */
public final class PersistentStores {

    private PersistentStores() {}

    /** A builder of a plain key-value store without a record cache. */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValue(
            String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(supplier(name), keys, values);
    }

    /** The bytes store underneath, for builders that wrap it themselves. */
    public static KeyValueBytesStoreSupplier supplier(String name) {
        return new Supplier(name);
    }

    private record Supplier(String name) implements KeyValueBytesStoreSupplier {

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new LoggedRocksDBStore(name, metricsScope());
        }

        /** Part of the names of Kafka's own store metrics. */
        @Override
        public String metricsScope() {
            return "rocksdb";
        }
    }
}
