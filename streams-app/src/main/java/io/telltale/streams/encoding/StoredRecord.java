package io.telltale.streams.encoding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.NullUnmarked;

/**
 * Records as Avro single-object encoding: two marker bytes, the 8-byte fingerprint of the schema
 * that wrote them, then the data.
 *
 * <p>Bytes of a schema that this build does not know end the read with an error; they are never
 * guessed at.
 */
@NullUnmarked // Kafka's contract: null bytes are "nothing there" and stay null
public final class StoredRecord {

    private StoredRecord() {}

    /** A serde for records of this class; safe for threads. */
    public static <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        var data = SpecificData.getForClass(type);
        var schema = data.getSchema(type);
        var encoder = new BinaryMessageEncoder<T>(data, schema);
        var decoder = new BinaryMessageDecoder<T>(data, schema);
        Serializer<T> writes = (_, record) -> record == null ? null : bytes(encoder, record);
        Deserializer<T> reads =
                (topic, bytes) -> bytes == null ? null : read(decoder, topic, bytes);
        return Serdes.serdeFrom(writes, reads);
    }

    static <T> byte[] bytes(BinaryMessageEncoder<T> encoder, T record) {
        try {
            ByteBuffer buffer = encoder.encode(record);
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be written to memory", e);
        }
    }

    static <T> T read(BinaryMessageDecoder<T> decoder, String topic, byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes of " + topic + " hold no record", e);
        }
    }
}
