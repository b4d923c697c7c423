package io.telltale.poller.partition;

import io.telltale.schemas.serde.ReadFault;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The state of a key of a compacted topic, by its latest record. */
sealed interface Stored<V> {

    /**
     * This value.
     *
     * @param value as it was decoded
     */
    record Value<V>(V value) implements Stored<V> {}

    /** A tombstone. */
    record Gone<V>() implements Stored<V> {}

    /**
     * Bytes that no retry decodes.
     *
     * @param place topic, partition and offset
     */
    record Unreadable<V>(String place) implements Stored<V> {}

    /**
     * Decodes the record at this place.
     *
     * @param decoding decodes its value; null for a tombstone
     * @throws SerializationException if a retry may decode it, such as while the registry is away
     */
    static <V> Stored<V> of(String place, Supplier<@Nullable V> decoding) {
        try {
            var value = decoding.get();
            return value == null ? new Gone<>() : new Value<>(value);
        } catch (SerializationException e) {
            if (ReadFault.of(e).isEmpty()) {
                throw e;
            }
            return new Unreadable<>(place);
        }
    }
}
