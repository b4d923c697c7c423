package io.telltale.streams.step;

import io.telltale.streams.encoding.PairKey;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builders of the state stores on disk that all steps use. Each has a changelog topic and survives
 * {@code kill -9} with everything that was committed, see {@link LoggedRocksDBStore}.
 */
public final class PersistentStores {

    private PersistentStores() {}

    /** A builder of a plain key-value store: what is put is written at once. */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValue(
            String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(supplier(name), keys, values);
    }

    /**
     * A builder of a store for {@link TypedStore} that writes what changed once a commit.
     *
     * @param room heap that the values of one partition may take, in bytes, beside those that
     *     changed since the last commit
     */
    public static StoreBuilder<KeyValueStore<PairKey, byte[]>> writeBehind(String name, long room) {
        return new WriteBehind(keyValue(name, PairKey.serde(), Serdes.ByteArray()), room);
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

    private record WriteBehind(StoreBuilder<KeyValueStore<PairKey, byte[]>> underneath, long room)
            implements StoreBuilder<KeyValueStore<PairKey, byte[]>> {

        @Override
        public KeyValueStore<PairKey, byte[]> build() {
            return new WriteBehindStore(underneath.build(), room);
        }

        /** A record cache would keep everything twice. */
        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withCachingEnabled() {
            throw new UnsupportedOperationException("a write-behind store needs no record cache");
        }

        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withLoggingEnabled(
                Map<String, String> config) {
            return new WriteBehind(underneath.withLoggingEnabled(config), room);
        }

        @Override
        public StoreBuilder<KeyValueStore<PairKey, byte[]>> withLoggingDisabled() {
            return new WriteBehind(underneath.withLoggingDisabled(), room);
        }

        @Override
        public Map<String, String> logConfig() {
            return underneath.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return underneath.loggingEnabled();
        }

        @Override
        public String name() {
            return underneath.name();
        }
    }
}
