package io.telltale.schemas.serde;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro records in the Confluent wire format: a zero byte, the schema id in 4 bytes, Avro binary.
 *
 * <p>Understands Confluent's property names {@code schema.registry.url}, {@code
 * auto.register.schemas} (default false), {@code basic.auth.user.info}, {@code bearer.auth.token}
 * and {@code schema.registry.ssl.*}. Subjects are {@code topic-value} and {@code topic-key}. Safe
 * for threads.
 */
public final class AvroRecordSerializer implements Serializer<SpecificRecord> {

    static final byte MAGIC = 0;

    private final Map<Schema, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final ConfiguredSchemaIds ids = new ConfiguredSchemaIds();
    private boolean key;

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        ids.configure(properties);
        key = isKey;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord record) {
        if (record == null) {
            return null;
        }
        var schema = record.getSchema();
        var id = ids.get().idOf(subject(topic, key), schema);
        var head = ByteBuffer.allocate(1 + Integer.BYTES).put(MAGIC).putInt(id).array();
        var writer = writers.computeIfAbsent(schema, each -> new SpecificDatumWriter<>(each));
        return AvroEncoder.of(head, writer, record);
    }

    @Override
    public void close() {
        ids.close();
    }

    static String subject(String topic, boolean key) {
        return topic + (key ? "-key" : "-value");
    }
}
