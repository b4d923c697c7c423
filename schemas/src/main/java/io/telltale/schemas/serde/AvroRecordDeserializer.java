package io.telltale.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link AvroRecordSerializer} or Confluent's serializer wrote into our generated
 * classes, by the writer's schema from the registry.
 *
 * <p>A record whose schema id is not known yet while the registry is away waits; bytes that are no
 * such record are a {@link SerializationException}. Safe for threads.
 */
public final class AvroRecordDeserializer implements Deserializer<SpecificRecord> {

    private static final int HEAD = 1 + Integer.BYTES;

    private final Map<Schema, RecordReader> readers = new ConcurrentHashMap<>();
    private final ConfiguredSchemaIds ids = new ConfiguredSchemaIds();

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        ids.configure(properties);
    }

    @Override
    public void close() {
        ids.close();
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEAD || bytes[0] != AvroRecordSerializer.MAGIC) {
            throw new SerializationException(
                    "expected a zero byte and a schema id on %s, was %d bytes beginning otherwise"
                            .formatted(topic, bytes.length));
        }
        var writer = ids.get().schemaOf(ByteBuffer.wrap(bytes).getInt(1));
        var decoder = new BoundedDecoder(bytes, HEAD);
        var reader =
                readers.computeIfAbsent(
                        writer, each -> new RecordReader(each, readerFor(each, topic)));
        try {
            var record = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return record;
            }
        } catch (IOException | RuntimeException e) { // Avro trips over broken bytes in many ways
            throw noneOf(writer, topic, e);
        }
        throw noneOf(writer, topic, null);
    }

    private static SerializationException noneOf(
            Schema writer, String topic, @Nullable Exception cause) {
        return new SerializationException(
                "expected a %s on %s, the bytes hold none".formatted(writer.getFullName(), topic),
                cause);
    }

    private static Schema readerFor(Schema writer, String topic) {
        var type = SpecificData.get().getClass(writer);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new SerializationException(
                    "there is no record class here for schema %s on %s"
                            .formatted(writer.getFullName(), topic));
        }
        return SpecificData.get().getSchema(type);
    }

    /** Lists as the JDK's: Avro's own cannot compare what holds a time, so equals would throw. */
    private static final class RecordReader extends SpecificDatumReader<SpecificRecord> {

        RecordReader(Schema writer, Schema reader) {
            super(writer, reader);
        }

        /** Field by field; Avro's fast reader makes lists of its own. */
        @Override
        public SpecificRecord read(@Nullable SpecificRecord reuse, Decoder in) throws IOException {
            var fields = getResolver(getSchema(), getExpected());
            fields.configure(in);
            var record = (SpecificRecord) read(reuse, getExpected(), fields);
            fields.drain();
            return record;
        }

        @Override
        protected Object newArray(Object old, int size, Schema schema) {
            return new ArrayList<>(size);
        }
    }
}
