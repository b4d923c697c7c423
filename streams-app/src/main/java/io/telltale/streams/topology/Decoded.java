package io.telltale.streams.topology;

import io.telltale.schemas.serde.DeserializationFault;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The result of decoding a record's bytes. A failure is a value, so that the topology sees it in a
 * step and commits its dead letter together with its offset.
 *
 * @param <V> class of the record
 */
sealed interface Decoded<V extends SpecificRecord> {

    /**
     * They hold a record.
     *
     * @param value null where it is a tombstone
     */
    record Whole<V extends SpecificRecord>(@Nullable V value) implements Decoded<V> {}

    /** They hold none. */
    record Broken<V extends SpecificRecord>(DeserializationFault fault) implements Decoded<V> {}

    /**
     * Reads as the serde does, but throws only what is not the record's fault: a registry that is
     * away, or refuses us.
     */
    static <V extends SpecificRecord> Serde<Decoded<V>> serde(Serde<V> records) {
        Deserializer<Decoded<V>> reads =
                (topic, bytes) -> decode(records.deserializer(), topic, bytes);
        return Serdes.serdeFrom(
                (_, _) -> {
                    throw new UnsupportedOperationException("only read");
                },
                reads);
    }

    private static <V extends SpecificRecord> Decoded<V> decode(
            Deserializer<V> deserializer, String topic, byte @Nullable [] bytes) {
        try {
            return new Whole<>(deserializer.deserialize(topic, bytes));
        } catch (RuntimeException e) { // deserializers of others trip in many ways
            return new Broken<>(DeserializationFault.of(e).orElseThrow(() -> e));
        }
    }
}
