package io.telltale.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/** Avro binary in memory, as every format of ours has it behind a head of its own. */
public final class AvroBytes {

    /** In bytes. */
    private static final int USUAL_SIZE = 512;

    private static final EncoderFactory ENCODERS =
            new EncoderFactory().configureBufferSize(USUAL_SIZE);

    private AvroBytes() {}

    /** The head, then the record as its writer has it. Safe for threads. */
    public static <T> byte[] of(byte[] head, DatumWriter<? super T> writer, T record) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.writeBytes(head);
        var encoder = ENCODERS.binaryEncoder(bytes, null);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
