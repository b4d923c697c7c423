package io.telltale.streams.encoding;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.NullUnmarked;

/**
 * Events of all families in one store: each is kept as its family's record, and the fingerprint in
 * front of it is the family.
 */
@NullUnmarked // Kafka's contract: null bytes are "nothing there" and stay null
public final class StoredEvent {

    private final StoredRecord<DeviceStatusEvent> status =
            new StoredRecord<>(DeviceStatusEvent.class);
    private final StoredRecord<SmsEvent> sms = new StoredRecord<>(SmsEvent.class);
    private final StoredRecord<PushActionEvent> push = new StoredRecord<>(PushActionEvent.class);

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
            case Event.Status(var record) -> status.bytes(record);
            case Event.Sms(var record) -> sms.bytes(record);
            case Event.PushAction(var record) -> push.bytes(record);
        };
    }

    private Event read(String topic, byte[] bytes) {
        if (status.isIn(bytes)) {
            return new Event.Status(status.read(topic, bytes));
        }
        if (sms.isIn(bytes)) {
            return new Event.Sms(sms.read(topic, bytes));
        }
        if (push.isIn(bytes)) {
            return new Event.PushAction(push.read(topic, bytes));
        }
        return readOfOtherBuild(topic, bytes);
    }

    private Event readOfOtherBuild(String topic, byte[] bytes) {
        if (status.isOfOtherBuild(bytes)) {
            return new Event.Status(status.read(topic, bytes));
        }
        if (sms.isOfOtherBuild(bytes)) {
            return new Event.Sms(sms.read(topic, bytes));
        }
        return new Event.PushAction(push.read(topic, bytes));
    }
}
