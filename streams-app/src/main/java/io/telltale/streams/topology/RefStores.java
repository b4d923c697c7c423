package io.telltale.streams.topology;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.encoding.StoredEvent;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.DevicePart;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;

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
        PersistentStores.add(builder, ROWS, RowKey.serde(), StoredEvent.serde());
        PersistentStores.add(
                builder, IDENTITIES, Serdes.String(), StoredRecord.serde(DeviceIdentity.class));
        PersistentStores.addCached(
                builder, PARTS, PairKey.serde(), StoredRecord.serde(DevicePart.class));
        PersistentStores.add(builder, UNTIMED, PairKey.serde(), Serdes.Long());
        PersistentStores.addCached(builder, SEEN, PairKey.serde(), Serdes.Long());
        PersistentStores.add(builder, AS_OF, Serdes.String(), Serdes.Long());
    }
}
