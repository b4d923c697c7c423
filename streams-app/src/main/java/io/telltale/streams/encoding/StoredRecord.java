package io.telltale.streams.encoding;

import io.telltale.schemas.serde.AvroEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Records of one class as Avro single-object encoding: two marker bytes, the 8-byte fingerprint of
 * the schema that wrote them, then the data. Avro's own classes for it read from and write to
 * streams; these bytes lie in memory, and reading them there takes a third less time.
 *
 * <p>Bytes of another build are resolved to this build's schema, by Avro's rules: a field it lacks
 * has its default, a field or an enum word this build does not know is left out or becomes the
 * default. Bytes of a schema that is in no known release and was never published ({@link
 * StoredSchemas}) end the read with an error; they are never guessed at. Safe for threads.
 *
 * @param <T> class of the records
 */
public final class StoredRecord<T extends SpecificRecordBase> {

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int HEAD = MARKER.length + Long.BYTES;

    private final byte[] head;
    private final DatumWriter<T> writer;
    private final DatumReader<T> reader;
    private final Schema schema;

    /** Readers of what other builds wrote, by fingerprint. */
    private final Map<Long, DatumReader<T>> resolving = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked") // Avro makes them for this schema's class
    StoredRecord(Class<T> type) {
        var data = SpecificData.getForClass(type);
        // generated code for each class, where Avro's common writer takes five times as long
        data.setCustomCoders(true);
        data.setFastReaderEnabled(false);
        this.schema = data.getSchema(type);
        this.head =
                ByteBuffer.allocate(HEAD)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(MARKER)
                        .putLong(SchemaNormalization.parsingFingerprint64(schema))
                        .array();
        this.writer = (DatumWriter<T>) data.createDatumWriter(schema);
        this.reader = (DatumReader<T>) data.createDatumReader(schema, schema);
    }

    /**
     * A serde for records of this class; safe for threads.
     *
     * @throws IllegalArgumentException if the class is not declared: other builds could not read
     *     its records
     */
    public static <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        if (!StoredTypes.ALL.contains(type)) {
            throw new IllegalArgumentException(
                    "%s is not in StoredTypes".formatted(type.getName()));
        }
        return new StoredRecord<>(type).serde();
    }

    @NullUnmarked // Kafka's contract: null bytes are "nothing there" and stay null
    Serde<T> serde() {
        var stored = this;
        Serializer<T> writes = (_, record) -> record == null ? null : stored.bytes(record);
        Deserializer<T> reads = (topic, bytes) -> bytes == null ? null : stored.read(topic, bytes);
        return Serdes.serdeFrom(writes, reads);
    }

    byte[] bytes(T record) {
        return AvroEncoder.of(head, writer, record);
    }

    /** Whether the bytes are a record of this class, written by this build's schema of it. */
    boolean isIn(byte[] bytes) {
        return isIn(bytes, 0, bytes.length);
    }

    /** Whether the bytes are a record of this class that another build wrote. */
    boolean isOfOtherBuild(byte[] bytes) {
        return isMarked(bytes, 0, bytes.length) && resolving(fingerprint(bytes, 0)) != null;
    }

    private boolean isIn(byte[] bytes, int begin, int end) {
        return end - begin >= HEAD && Arrays.equals(bytes, begin, begin + HEAD, head, 0, HEAD);
    }

    /**
     * The record in some bytes.
     *
     * @param where the bytes come from, for people
     * @throws SerializationException if they hold none
     */
    T read(String where, byte[] bytes) {
        return read(where, bytes, 0, bytes.length);
    }

    /** The record from a buffer's position to its limit; the buffer stays where it is. */
    T read(String where, ByteBuffer bytes) {
        var begin = bytes.arrayOffset() + bytes.position();
        return read(where, bytes.array(), begin, begin + bytes.remaining());
    }

    private T read(String where, byte[] bytes, int begin, int end) {
        var isOwn = isIn(bytes, begin, end);
        var reads = isOwn ? reader : readerOfOtherBuild(where, bytes, begin, end);
        var data = begin + HEAD;
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, data, end - data, null);
            return reads.read(null, decoder);
        } catch (IOException e) {
            throw new SerializationException("bytes of %s are cut off".formatted(where), e);
        } catch (AvroTypeException e) {
            throw new SerializationException(
                    "bytes of %s hold a record of a schema that does not fit %s"
                            .formatted(where, schema.getFullName()),
                    e);
        }
    }

    private DatumReader<T> readerOfOtherBuild(String where, byte[] bytes, int begin, int end) {
        if (!isMarked(bytes, begin, end)) {
            throw new SerializationException("bytes of %s hold no record".formatted(where));
        }
        var fingerprint = fingerprint(bytes, begin);
        var found = resolving(fingerprint);
        if (found == null) {
            throw new SerializationException(
                    ("bytes of %s hold a record of a schema that is not known here, fingerprint"
                                    + " %s, expected one of %s")
                            .formatted(
                                    where, StoredSchemas.text(fingerprint), schema.getFullName()));
        }
        return found;
    }

    private static boolean isMarked(byte[] bytes, int begin, int end) {
        return end - begin >= HEAD
                && Arrays.equals(bytes, begin, begin + MARKER.length, MARKER, 0, MARKER.length);
    }

    private static long fingerprint(byte[] bytes, int begin) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(begin + MARKER.length);
    }

    private @Nullable DatumReader<T> resolving(long fingerprint) {
        var known = resolving.get(fingerprint);
        return known != null ? known : newResolving(fingerprint);
    }

    @SuppressWarnings("unchecked") // Avro makes it for this schema's class
    private @Nullable DatumReader<T> newResolving(long fingerprint) {
        var writer = StoredSchemas.find(schema.getFullName(), fingerprint);
        if (writer.isEmpty()) {
            return null;
        }
        var made =
                (DatumReader<T>)
                        SpecificData.getForSchema(schema).createDatumReader(writer.get(), schema);
        resolving.put(fingerprint, made);
        return made;
    }
}
