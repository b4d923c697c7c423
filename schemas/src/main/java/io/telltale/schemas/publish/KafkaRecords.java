package io.telltale.schemas.publish;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records that are sent: key, bytes, headers, and always a time stamp of ours. Producers
 * need no serializer but those for text and bytes.
 */
public final class KafkaRecords {

    private final TopicLayout layout;
    private final RecordSerdes serdes;

    /** For the topics of this layout, in the configured wire format. */
    public KafkaRecords(TopicLayout layout, RecordSerdes serdes) {
        this.layout = layout;
        this.serdes = serdes;
    }

    /** An event on the topic of its family, under its primary ref, at the time we saw it. */
    public ProducerRecord<String, byte[]> of(Event event, TraceParent trace) {
        return switch (event) {
            case Event.Status(var status) -> of(Topics.DEVICE_STATUS, event, status, trace);
            case Event.Sms(var sms) -> of(Topics.DEVICE_SMS, event, sms, trace);
            case Event.PushAction(var push) -> of(Topics.DEVICE_PUSH_ACTION, event, push, trace);
        };
    }

    /**
     * The same, with the id behind its primary ref as the provider spells it.
     *
     * @param providerDevice {@code kind:id}; no header is needed where it is the primary ref
     */
    public ProducerRecord<String, byte[]> of(
            Event event, TraceParent trace, String providerDevice) {
        var record = of(event, trace);
        if (!providerDevice.equals(record.key())) {
            record.headers()
                    .add(
                            EventHeaders.PROVIDER_DEVICE,
                            providerDevice.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private <V extends SpecificRecord> ProducerRecord<String, byte[]> of(
            Topic<V> topic, Event event, V value, TraceParent trace) {
        var key = event.devices().getFirst();
        var occurredAt = event.occurredAt();
        var head =
                new CloudEvent(
                        event.eventId(),
                        sourceOf(event),
                        topic.eventType(),
                        key,
                        occurredAt == null ? event.observedAt() : occurredAt,
                        trace);
        return record(topic, null, key, value, event.observedAt(), head);
    }

    private static String sourceOf(Event event) {
        var provider = event.provider().name().toLowerCase(Locale.ROOT);
        return "/" + provider + (event.account() == null ? "" : "/" + event.account());
    }

    /**
     * A record that is no provider's event, such as a task or a checkpoint.
     *
     * @param partition where it goes, or null for the partition of its key
     * @param part of Telltale that writes it, for its source
     * @param at our wall clock
     */
    public <V extends SpecificRecord> ProducerRecord<String, byte[]> of(
            Topic<V> topic,
            @Nullable Integer partition,
            String key,
            V value,
            String part,
            Instant at,
            TraceParent trace) {
        var id = EventId.of(topic.name(), key, at.toString());
        var head = new CloudEvent(id, "/telltale/" + part, topic.eventType(), key, at, trace);
        return record(topic, partition, key, value, at, head);
    }

    /**
     * A tombstone: deletes the key from a compacted topic.
     *
     * @param partition null = by the key
     */
    public <V extends SpecificRecord> ProducerRecord<String, byte[]> tombstone(
            Topic<V> topic, @Nullable Integer partition, String key, Instant at) {
        return new ProducerRecord<>(
                layout.nameOf(topic), partition, (Long) at.toEpochMilli(), key, (byte[]) null);
    }

    private <V extends SpecificRecord> ProducerRecord<String, byte[]> record(
            Topic<V> topic,
            @Nullable Integer partition,
            String key,
            V value,
            Instant timestamp,
            CloudEvent head) {
        var name = layout.nameOf(topic);
        return new ProducerRecord<>(
                name,
                partition,
                timestamp.toEpochMilli(),
                key,
                serdes.write(name, value),
                head.headers());
    }

    /** A broken row or record on the dead-letter topic, cut where it is over 512 KiB. */
    public ProducerRecord<String, byte[]> of(DeadLetter letter, Instant at, TraceParent trace) {
        var head =
                new CloudEvent(
                        letter.id(),
                        "/telltale/" + letter.part(),
                        "io.telltale." + Topics.DEAD_LETTER,
                        letter.key(),
                        at,
                        trace);
        var headers = head.headers();
        letter.addTo(headers);
        return new ProducerRecord<>(
                layout.nameOf(Topics.DEAD_LETTER),
                null,
                at.toEpochMilli(),
                letter.key(),
                letter.kept(),
                headers);
    }
}
