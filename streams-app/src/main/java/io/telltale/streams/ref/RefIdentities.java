package io.telltale.streams.ref;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.step.TypedStore;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Identities as the tasks of their refs follow them, for queries.
 *
 * @param store the kind of records
 */
public record RefIdentities(TypedStore<DeviceIdentity> store) {

    private static final Serde<DeviceIdentity> SERDE = StoredRecord.serde(DeviceIdentity.class);

    /** Those of one partition of the store {@code ref-index}. */
    public static RefIdentities in(ReadOnlyKeyValueStore<PairKey, byte[]> index) {
        return new RefIdentities(TypedStore.of(index, RefIndexKinds.IDENTITIES, SERDE));
    }

    /** The identity of a ref; null where nothing ever linked it. */
    public @Nullable DeviceIdentity get(String ref) {
        return store.get(ref, "");
    }
}
