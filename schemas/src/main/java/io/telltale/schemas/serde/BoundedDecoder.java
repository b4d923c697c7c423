package io.telltale.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro binary that believes no length: a text, list or map longer than the bytes that are left is
 * refused before memory is taken for it. Avro's own decoder takes up to 2 GiB first. No schema of
 * ours has list elements of no size.
 */
final class BoundedDecoder extends Decoder {

    private final BinaryDecoder bytes;

    BoundedDecoder(byte[] record, int from) {
        this.bytes = DecoderFactory.get().binaryDecoder(record, from, record.length - from, null);
    }

    boolean isEnd() throws IOException {
        return bytes.isEnd();
    }

    private long withinWhatIsLeft(long size) throws IOException {
        if (size < 0 || size > bytes.inputStream().available()) {
            throw new EOFException("a length is beyond the end of the record");
        }
        return size;
    }

    private byte[] block() throws IOException {
        var block = new byte[(int) withinWhatIsLeft(bytes.readLong())];
        bytes.readFixed(block);
        return block;
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(block());
    }

    @Override
    public String readString() throws IOException {
        return new String(block(), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(block());
    }

    @Override
    public long readArrayStart() throws IOException {
        return withinWhatIsLeft(bytes.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return withinWhatIsLeft(bytes.arrayNext());
    }

    @Override
    public long readMapStart() throws IOException {
        return withinWhatIsLeft(bytes.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return withinWhatIsLeft(bytes.mapNext());
    }

    @Override
    public long skipArray() throws IOException {
        return withinWhatIsLeft(bytes.skipArray());
    }

    @Override
    public long skipMap() throws IOException {
        return withinWhatIsLeft(bytes.skipMap());
    }

    @Override
    public void skipString() throws IOException {
        bytes.skipString();
    }

    @Override
    public void skipBytes() throws IOException {
        bytes.skipBytes();
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        bytes.readFixed(target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        bytes.skipFixed(length);
    }

    @Override
    public void readNull() throws IOException {
        bytes.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return bytes.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return bytes.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return bytes.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return bytes.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return bytes.readDouble();
    }

    @Override
    public int readEnum() throws IOException {
        return bytes.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return bytes.readIndex();
    }
}
