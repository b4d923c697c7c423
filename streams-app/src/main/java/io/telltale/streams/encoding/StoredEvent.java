package io.telltale.streams.encoding;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.NullUnmarked;

/**
 * Events of all families in one store: each is kept as its family's record, and the fingerprint in
 * front of it says which family it is.
 */
@NullUnmarked // Kafka's contract: null bytes are "nothing there" and stay null
public final class StoredEvent {

    /** Marker C3 01, then the fingerprint in little endian. */
    private static final int FINGERPRINT_AT = 2;

    private static final int HEADER = FINGERPRINT_AT + Long.BYTES;

    private static final long STATUS = fingerprint(DeviceStatusEvent.getClassSchema());
    private static final long SMS = fingerprint(SmsEvent.getClassSchema());
    private static final long PUSH_ACTION = fingerprint(PushActionEvent.getClassSchema());

    private final BinaryMessageEncoder<DeviceStatusEvent> writeStatus =
            DeviceStatusEvent.getEncoder();
    private final BinaryMessageEncoder<SmsEvent> writeSms = SmsEvent.getEncoder();
    private final BinaryMessageEncoder<PushActionEvent> writePush = PushActionEvent.getEncoder();
    private final BinaryMessageDecoder<DeviceStatusEvent> readStatus =
            DeviceStatusEvent.getDecoder();
    private final BinaryMessageDecoder<SmsEvent> readSms = SmsEvent.getDecoder();
    private final BinaryMessageDecoder<PushActionEvent> readPush = PushActionEvent.getDecoder();

    private StoredEvent() {}

    /** A serde for events; safe for threads. */
    public static Serde<Event> serde() {
        var stored = new StoredEvent();
        Serializer<Event> writes = (_, event) -> event == null ? null : stored.write(event);
        Deserializer<Event> reads =
                (topic, bytes) -> bytes == null ? null : stored.read(topic, bytes);
        return Serdes.serdeFrom(writes, reads);
    }

    private byte[] write(Event event) {
        return switch (event) {
            case Event.Status(var status) -> StoredRecord.bytes(writeStatus, status);
            case Event.Sms(var sms) -> StoredRecord.bytes(writeSms, sms);
            case Event.PushAction(var push) -> StoredRecord.bytes(writePush, push);
        };
    }

    private Event read(String topic, byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new SerializationException("bytes of %s hold no event".formatted(topic));
        }
        var fingerprint =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT);
        if (fingerprint == STATUS) {
            return new Event.Status(StoredRecord.read(readStatus, topic, bytes));
        }
        if (fingerprint == SMS) {
            return new Event.Sms(StoredRecord.read(readSms, topic, bytes));
        }
        if (fingerprint == PUSH_ACTION) {
            return new Event.PushAction(StoredRecord.read(readPush, topic, bytes));
        }
        throw new SerializationException(
                "bytes of %s hold an event of a schema that is not known here, fingerprint %016x"
                        .formatted(topic, fingerprint));
    }

    private static long fingerprint(org.apache.avro.Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
