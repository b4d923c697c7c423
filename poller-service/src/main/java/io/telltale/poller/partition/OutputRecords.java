package io.telltale.poller.partition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.schedule.HealthKey;
import io.telltale.providers.json.SecretMask;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.schemas.topic.RecordSize;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the records of one poll. An event that is larger than brokers take would fail its
 * transaction each time anew, and with it the whole partition, so a dead letter replaces it.
 *
 * @param records makes records of any kind
 * @param partition of the task, and of all that is kept of it
 * @param task id of the task
 * @param at our wall clock
 * @param trace of the poll
 */
record OutputRecords(
        KafkaRecords records, int partition, String task, Instant at, TraceParent trace) {

    /** This part of Telltale, for the source of its records. */
    static final String PART = "poller-service";

    private static final Logger LOG = LoggerFactory.getLogger(OutputRecords.class);

    ProducerRecord<String, byte[]> of(PollOutput output) {
        return switch (output) {
            case PollOutput.DeviceEvent event -> event(event);
            case PollOutput.UnreadableData(var letter) -> masked(letter);
            case PollOutput.Page(var page) ->
                    checkpoint(
                            CheckpointKeys.page(task, page.getFirstCursor()),
                            PollCheckpoint.newBuilder().setPage(page));
            case PollOutput.PageTombstone(var firstCursor) ->
                    tombstone(CheckpointKeys.page(task, firstCursor));
            case PollOutput.Device(var device) ->
                    checkpoint(
                            CheckpointKeys.device(task, device.getRef()),
                            PollCheckpoint.newBuilder().setDevice(device));
            case PollOutput.DeviceTombstone(var ref) -> tombstone(CheckpointKeys.device(task, ref));
            case PollOutput.Request(var request) ->
                    byKey(Topics.PROVIDER_REQUEST, request.getRequestId(), request);
            case PollOutput.CampaignInfo(var campaign) ->
                    byKey(Topics.CAMPAIGN_INFO, campaign.getCampaignRef(), campaign);
            case PollOutput.DiscoveredTask(var discovered) ->
                    records.of(
                            Topics.POLLER_TASK,
                            partition,
                            discovered.getId(),
                            discovered,
                            PART,
                            at,
                            trace);
            case PollOutput.Health(var health) ->
                    byKey(Topics.SOURCE_HEALTH, HealthKey.of(health), health);
        };
    }

    ProducerRecord<String, byte[]> of(TaskProgress progress) {
        return checkpoint(task, PollCheckpoint.newBuilder().setProgress(progress));
    }

    private ProducerRecord<String, byte[]> checkpoint(
            String key, PollCheckpoint.Builder checkpoint) {
        return records.of(
                Topics.POLLER_CHECKPOINT,
                partition,
                key,
                checkpoint.setTaskId(task).build(),
                PART,
                at,
                trace);
    }

    private ProducerRecord<String, byte[]> tombstone(String key) {
        return records.tombstone(Topics.POLLER_CHECKPOINT, partition, key, at);
    }

    private <V extends SpecificRecord> ProducerRecord<String, byte[]> byKey(
            Topic<V> topic, String key, V value) {
        return records.of(topic, null, key, value, PART, at, trace);
    }

    private ProducerRecord<String, byte[]> event(PollOutput.DeviceEvent output) {
        var event = output.event();
        var record =
                output.providerDevice()
                        .map(id -> records.of(event, trace, id.toString()))
                        .orElseGet(() -> records.of(event, trace));
        var size = record.key().getBytes(UTF_8).length + record.value().length;
        if (size <= RecordSize.LARGEST) {
            return record;
        }
        LOG.warn("event {} of {} bytes is too large to be written", event.eventId(), size);
        return records.of(
                new DeadLetter(
                        record.key(),
                        record.value(),
                        PART,
                        task,
                        "TOO_LARGE",
                        "expected an event of at most %d bytes, was %d"
                                .formatted(RecordSize.LARGEST, size),
                        "event " + event.eventId()),
                at,
                trace);
    }

    /** Without credentials that the provider's bytes may hold. */
    private ProducerRecord<String, byte[]> masked(DeadLetter letter) {
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
