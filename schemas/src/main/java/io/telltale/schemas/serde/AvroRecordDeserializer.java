package io.telltale.schemas.serde;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
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

    private @Nullable SchemaIds ids;

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        ids = SchemaIds.of(properties);
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
        var writer =
                requireNonNull(ids, "not configured").schemaOf(ByteBuffer.wrap(bytes).getInt(1));
        var decoder = DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, null);
        try {
            return new SpecificDatumReader<SpecificRecord>(writer, readerFor(writer))
                    .read(null, decoder);
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException(
                    "expected a %s on %s, the bytes hold none"
                            .formatted(writer.getFullName(), topic),
                    e);
        }
    }

    private static Schema readerFor(Schema writer) {
        var type = SpecificData.get().getClass(writer);
        if (type == null) {
            throw new SerializationException(
                    "there is no class here for schema " + writer.getFullName());
        }
        return SpecificData.get().getSchema(type);
    }
}
