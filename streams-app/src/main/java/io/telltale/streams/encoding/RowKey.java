package io.telltale.streams.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.OrderTime;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Where a row lies: rows of a ref lie together, oldest first, equal times by event id.
 *
 * <p>As bytes: the ref in UTF-8, a zero byte, the time in milliseconds as 8 bytes with the sign
 * turned, the event id. Comparing these bytes compares the keys; no ref holds a zero byte.
 *
 * @param ref primary ref of the event
 * @param orderAt its time in the order, whole milliseconds
 * @param eventId its id
 */
public record RowKey(String ref, Instant orderAt, String eventId) implements Comparable<RowKey> {

    private static final byte END_OF_REF = 0;
    private static final Comparator<RowKey> ORDER =
            Comparator.comparing(RowKey::ref)
                    .thenComparing(RowKey::orderAt)
                    .thenComparing(RowKey::eventId);

    /** Key of the row of an event. */
    public static RowKey of(String ref, Event event) {
        return new RowKey(
                ref, OrderTime.of(event.occurredAt(), event.observedAt()), event.eventId());
    }

    /** Before every row of the ref that is not older than the time. */
    public static RowKey from(String ref, Instant orderAt) {
        return new RowKey(ref, orderAt, "");
    }

    /** Before every row of the ref. */
    public static RowKey first(String ref) {
        return from(ref, Instant.ofEpochMilli(Long.MIN_VALUE));
    }

    /** After every row of the ref that is not newer than the time. */
    public static RowKey until(String ref, Instant orderAt) {
        return new RowKey(ref, orderAt, "\uffff");
    }

    /** After every row of the ref. */
    public static RowKey last(String ref) {
        return until(ref, Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    /** A serde whose bytes sort as the keys do. */
    public static Serde<RowKey> serde() {
        Serializer<RowKey> writes = (_, key) -> key.bytes();
        Deserializer<RowKey> reads = (_, bytes) -> of(bytes);
        return Serdes.serdeFrom(writes, reads);
    }

    private byte[] bytes() {
        var refBytes = ref.getBytes(UTF_8);
        var idBytes = eventId.getBytes(UTF_8);
        return ByteBuffer.allocate(refBytes.length + 1 + Long.BYTES + idBytes.length)
                .put(refBytes)
                .put(END_OF_REF)
                .putLong(orderAt.toEpochMilli() ^ Long.MIN_VALUE)
                .put(idBytes)
                .array();
    }

    private static RowKey of(byte[] bytes) {
        var end = 0;
        while (bytes[end] != END_OF_REF) {
            end++;
        }
        var time = ByteBuffer.wrap(bytes).getLong(end + 1) ^ Long.MIN_VALUE;
        var id = end + 1 + Long.BYTES;
        return new RowKey(
                new String(bytes, 0, end, UTF_8),
                Instant.ofEpochMilli(time),
                new String(bytes, id, bytes.length - id, UTF_8));
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }
}
