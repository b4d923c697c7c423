package io.telltale.streams.encoding;

import io.telltale.schemas.record.DeviceTask;
import io.telltale.streams.record.DevicePart;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Records that lie in others as bytes, in single-object encoding, so that a step which only passes
 * them on neither reads nor writes them.
 *
 * @param <T> class of the record
 */
public final class Nested<T extends SpecificRecordBase> {

    /** The tasks in a part. */
    public static final Nested<DeviceTask> TASK = new Nested<>(DeviceTask.class);

    /** The part in an assigned part. */
    public static final Nested<DevicePart> PART = new Nested<>(DevicePart.class);

    private final String name;
    private final StoredRecord<T> stored;

    private Nested(Class<T> type) {
        this.name = "a " + type.getSimpleName() + " within another record";
        this.stored = new StoredRecord<>(type);
    }

    /** Its bytes, from position to limit. */
    public ByteBuffer bytes(T record) {
        return ByteBuffer.wrap(stored.bytes(record));
    }

    /** The record; the buffer stays where it is. */
    public T read(ByteBuffer bytes) {
        return stored.read(name, bytes);
    }
}
