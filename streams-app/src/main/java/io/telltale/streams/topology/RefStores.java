package io.telltale.streams.topology;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.encoding.StoredEvent;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.DevicePart;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What the task of a ref keeps: its rows, what they come to, and which device it belongs to. They
 * lie together, so that events and changes of identity find them in one place.
 */
public final class RefStores {

    /** Events. Key: {@link RowKey}. */
    public static final String ROWS = "rows";

    /** Which device a ref belongs to, and belonged to. Key: ref. */
    public static final String IDENTITIES = "identities";

    /** What the rows of a spell come to. Key: ref and {@link SpellKey}. */
    static final String PARTS = "parts";

    /**
     * Ids of rows that lie at our time and not at the provider's: told again, they come with
     * another time. Key: ref and event id; value: where it lies, in milliseconds.
     */
    static final String UNTIMED = "untimed-rows";

    /** On which day rows were first seen. Key: day and ref; value: 1. */
    static final String SEEN = "seen-days";

    /** Time of the latest record, in milliseconds, of this task. Key: {@link #AS_OF_KEY}. */
    public static final String AS_OF = "as-of";

    /** The one key of {@link #AS_OF}. */
    public static final String AS_OF_KEY = "as-of";

    private RefStores() {}

    static void addTo(StreamsBuilder builder) {
        builder.addStateStore(store(ROWS, RowKey.serde(), StoredEvent.serde()));
        builder.addStateStore(
                store(IDENTITIES, Serdes.String(), StoredRecord.serde(DeviceIdentity.class)));
        builder.addStateStore(
                store(PARTS, PairKey.serde(), StoredRecord.serde(DevicePart.class))
                        .withCachingEnabled());
        builder.addStateStore(store(UNTIMED, PairKey.serde(), Serdes.Long()));
        builder.addStateStore(store(SEEN, PairKey.serde(), Serdes.Long()).withCachingEnabled());
        builder.addStateStore(store(AS_OF, Serdes.String(), Serdes.Long()));
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(
            String name, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value);
    }
}
