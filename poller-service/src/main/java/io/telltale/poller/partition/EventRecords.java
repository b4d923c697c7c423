package io.telltale.poller.partition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.poller.poll.PollOutput;
import io.telltale.providers.json.SecretMask;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.topic.RecordSize;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of a fact. One that is larger than brokers take would end its transaction each time
 * anew, and with it all that its partition does, so a dead letter goes in its place.
 */
final class EventRecords {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecords.class);

    private final String part;
    private final KafkaRecords records;

    /** Records that this part of Telltale writes. */
    EventRecords(String part, KafkaRecords records) {
        this.part = part;
        this.records = records;
    }

    /**
     * The fact, or the dead letter in its place.
     *
     * @param task id of the task that was told it
     * @param at our wall clock
     */
    ProducerRecord<String, byte[]> of(
            String task, PollOutput.Fact write, Instant at, TraceParent trace) {
        var event = write.event();
        var fact =
                write.providerDevice()
                        .map(id -> records.of(event, trace, id.toString()))
                        .orElseGet(() -> records.of(event, trace));
        var size = fact.key().getBytes(UTF_8).length + fact.value().length;
        if (size <= RecordSize.LARGEST) {
            return fact;
        }
        LOG.warn("event {} of {} bytes is too large to be written", event.eventId(), size);
        var letter =
                new DeadLetter(
                        fact.key(),
                        fact.value(),
                        part,
                        task,
                        "TOO_LARGE",
                        "expected an event of at most %d bytes, was %d"
                                .formatted(RecordSize.LARGEST, size),
                        "event " + event.eventId());
        return records.of(letter, at, trace);
    }

    /** What could not be read, without what opens something at a provider. */
    ProducerRecord<String, byte[]> of(DeadLetter letter, Instant at, TraceParent trace) {
        return records.of(
                new DeadLetter(
                        letter.key(),
                        SecretMask.masked(letter.bytes()),
                        letter.part(),
                        letter.source(),
                        letter.reason(),
                        letter.detail(),
                        letter.position()),
                at,
                trace);
    }
}
