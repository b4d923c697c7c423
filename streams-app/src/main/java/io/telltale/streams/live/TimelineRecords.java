package io.telltale.streams.live;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.streams.live.LiveStream.Phase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Brings records to streams. A record is encoded once for all of them, outside any lock, and only
 * if a stream needs it.
 */
record TimelineRecords(OpenStreams streams, RecordSerdes serdes, EventEncoder encoder) {

    /**
     * Brings a record to the streams that a reader serves.
     *
     * @throws SerializationException if it holds no entry; it is brought to no stream
     */
    void bring(ConsumerRecord<String, byte[]> record, Phase reader) {
        if (!streams.offer(record, reader, null)) {
            streams.offer(record, reader, encoded(record));
        }
    }

    private QueuedEvent encoded(ConsumerRecord<String, byte[]> record) {
        var entry =
                requireNonNull(
                        serdes.read(record.topic(), TimelineEntry.class, record.value()),
                        "a timeline has no tombstones");
        return new QueuedEvent(
                encoder.timeline(new TimelinePosition(record.partition(), record.offset()), entry));
    }
}
