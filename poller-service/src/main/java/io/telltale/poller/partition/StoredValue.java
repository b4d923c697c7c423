package io.telltale.poller.partition;

import io.telltale.schemas.serde.DeserializationFault;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The state of a key of a compacted topic, by its latest record. */
sealed interface StoredValue<V> {

    /**
     * This value.
     *
     * @param value as it was decoded
     */
    record Value<V>(V value) implements StoredValue<V> {}

    /** A tombstone. */
    record Gone<V>() implements StoredValue<V> {}

    /**
     * Bytes that no retry decodes.
     *
     * @param place topic, partition and offset
     */
    record Unreadable<V>(String place) implements StoredValue<V> {}

    /**
     * Decodes the record at this place.
     *
     * @param decoding decodes its value; null for a tombstone
     * @throws SerializationException if a retry may decode it, such as while the registry is away
     */
    static <V> StoredValue<V> of(String place, Supplier<@Nullable V> decoding) {
        try {
            var value = decoding.get();
            return value == null ? new Gone<>() : new Value<>(value);
        } catch (SerializationException e) {
            if (DeserializationFault.of(e).isEmpty()) {
                throw e;
            }
            return new Unreadable<>(place);
        }
    }
}
