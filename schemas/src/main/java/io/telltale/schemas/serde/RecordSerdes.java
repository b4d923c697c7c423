package io.telltale.schemas.serde;

import java.util.HashMap;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The configured serializer and deserializer of record values, one of each per process: both are
 * safe for threads and share what they know of the registry over all topics.
 */
public final class RecordSerdes implements AutoCloseable {

    private final Serializer<SpecificRecord> serializer;
    private final Deserializer<SpecificRecord> deserializer;
    private final Optional<SchemaIds> ownIds;

    /**
     * Makes both from their class names, with schema ids of their own.
     *
     * @throws org.apache.kafka.common.KafkaException if a class is missing or no such serializer
     */
    public RecordSerdes(SerdeSettings settings) {
        this(settings, SchemaIds.of(settings), true);
    }

    /**
     * Makes both from their class names.
     *
     * @param ids of the process, which others may share; the caller closes them
     * @throws org.apache.kafka.common.KafkaException if a class is missing or no such serializer
     */
    public RecordSerdes(SerdeSettings settings, SchemaIds ids) {
        this(settings, ids, false);
    }

    private RecordSerdes(SerdeSettings settings, SchemaIds ids, boolean ownsIds) {
        this.ownIds = ownsIds ? Optional.of(ids) : Optional.empty();
        var properties = new HashMap<>(settings.forSerdes());
        if (settings.hasOwnClasses()) {
            properties.put(SchemaIds.SHARED, ids);
        }
        this.serializer = create(settings.serializer(), Serializer.class);
        this.deserializer = create(settings.deserializer(), Deserializer.class);
        serializer.configure(properties, false);
        deserializer.configure(properties, false);
    }

    @SuppressWarnings("unchecked") // the class is named by the operator; a wrong one fails here
    private static <T> T create(String name, Class<? super T> type) {
        try {
            return (T) Utils.newInstance(name, type);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "expected a %s on the class path, was '%s'".formatted(type.getName(), name), e);
        }
    }

    /**
     * A record as bytes.
     *
     * @param topic name on the brokers
     */
    public byte[] write(String topic, SpecificRecord record) {
        return serializer.serialize(topic, record);
    }

    /**
     * Bytes as a record of the wanted class; null bytes are a tombstone and stay null.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if they hold none
     */
    public <T extends SpecificRecord> @Nullable T read(
            String topic, Class<T> type, byte @Nullable [] bytes) {
        var record = deserializer.deserialize(topic, bytes);
        if (record == null || type.isInstance(record)) {
            return type.cast(record);
        }
        throw new SerializationException(
                "expected a %s on %s, was a %s"
                        .formatted(type.getSimpleName(), topic, record.getClass().getSimpleName()));
    }

    /** The same as a serde, for Kafka Streams. */
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        Serializer<T> writes = (topic, record) -> serializer.serialize(topic, record);
        Deserializer<T> reads = (topic, bytes) -> read(topic, type, bytes);
        return Serdes.serdeFrom(writes, reads);
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
        ownIds.ifPresent(SchemaIds::close);
    }
}
