package io.telltale.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/** Avro binary in memory, as every format of ours has it behind a head of its own. */
public final class AvroEncoder {

    /** In bytes. */
    private static final int USUAL_SIZE = 512;

    /** In bytes; a larger buffer is not kept. */
    private static final int LARGEST_KEPT = 64 * 1024;

    private static final EncoderFactory ENCODERS =
            new EncoderFactory().configureBufferSize(USUAL_SIZE);
    private static final ThreadLocal<Buffer> OF_THREAD = ThreadLocal.withInitial(Buffer::new);

    private AvroEncoder() {}

    /** What a thread writes records into, one after the other. */
    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        private final BinaryEncoder encoder = ENCODERS.binaryEncoder(bytes, null);
    }

    /** The head, then the record as its writer has it. Safe for threads. */
    public static <T> byte[] of(byte[] head, DatumWriter<? super T> writer, T record) {
        var buffer = OF_THREAD.get();
        var isWhole = false;
        try {
            buffer.bytes.reset();
            buffer.bytes.writeBytes(head);
            writer.write(record, buffer.encoder);
            buffer.encoder.flush();
            isWhole = true;
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be written to memory", e);
        } finally {
            if (!isWhole || buffer.bytes.size() > LARGEST_KEPT) {
                OF_THREAD.remove();
            }
        }
        return buffer.bytes.toByteArray();
    }
}
