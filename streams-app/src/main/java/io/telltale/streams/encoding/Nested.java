package io.telltale.streams.encoding;

import io.telltale.schemas.record.DeviceTask;
import io.telltale.streams.record.DevicePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Records that lie in others as bytes, in single-object encoding, so that a step which only passes
 * them on neither reads nor writes them.
 *
 * @param <T> class of the record
 */
public final class Nested<T> {

    /** The tasks in a part. */
    public static final Nested<DeviceTask> TASK =
            new Nested<>(DeviceTask.getEncoder(), DeviceTask.getDecoder());

    /** The part in an assigned part. */
    public static final Nested<DevicePart> PART =
            new Nested<>(DevicePart.getEncoder(), DevicePart.getDecoder());

    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private Nested(BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** Its bytes, from position to limit. */
    public ByteBuffer bytes(T record) {
        return ByteBuffer.wrap(StoredRecord.bytes(encoder, record));
    }

    /** The record; the buffer stays where it is. */
    public T read(ByteBuffer bytes) {
        try {
            return decoder.decode(bytes.duplicate());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in a record hold no other", e);
        }
    }
}
