package io.telltale.benchmarks.database;

import io.telltale.benchmarks.database.Changes.Ref;
import io.telltale.benchmarks.publish.BatchingProducer;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushCounts;
import io.telltale.schemas.record.SmsCounts;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.record.Transition;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes each new event on {@code device.timeline.v1}, and on {@code device.state.v1} the state of
 * each ref that a batch changed: the same topics and schemas as the streams application, a ref in
 * the place of a device. A batch is one transaction, committed before the database's: a crash in
 * between writes it twice. Not for several threads.
 */
final class TopicOutput implements AutoCloseable {

    private static final int MOST_TASKS = 200;
    private static final String ID = "bench-postgres";

    private final KafkaProducer<String, byte[]> producer;
    private final RecordSerdes serdes;
    private final String timeline;
    private final String states;

    TopicOutput(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.serdes = serdes;
        this.timeline = layout.nameOf(Topics.DEVICE_TIMELINE);
        this.states = layout.nameOf(Topics.DEVICE_STATE);
        this.producer =
                BatchingProducer.of(kafka, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, ID));
        producer.initTransactions();
    }

    /** Returns when the brokers have all of it. */
    void write(Collection<Event> events, Changes changes) {
        producer.beginTransaction();
        for (var event : events) {
            if (changes.events().contains(event.eventId())) {
                var ref = event.devices().getFirst();
                send(timeline, ref, entry(ref, event), event.observedAt());
            }
        }
        for (var ref : changes.refs()) {
            send(states, ref.ref(), state(ref), Instant.ofEpochMilli(ref.lastSeenAt()));
        }
        producer.commitTransaction();
    }

    /** A record that is not taken fails the commit. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(String topic, String key, SpecificRecord value, Instant at) {
        producer.send(
                new ProducerRecord<>(
                        topic, null, at.toEpochMilli(), key, serdes.write(topic, value)));
    }

    private static TimelineEntry entry(String ref, Event event) {
        var occurredAt = event.occurredAt();
        var entry =
                TimelineEntry.newBuilder()
                        .setEventId(event.eventId())
                        .setDeviceKey(ref)
                        .setRef(ref)
                        .setProvider(event.provider())
                        .setAccount(event.account())
                        .setOccurredAt(occurredAt)
                        .setObservedAt(event.observedAt())
                        .setSortedAt(occurredAt == null ? event.observedAt() : occurredAt);
        switch (event) {
            case Event.Status(var status) ->
                    entry.setFamily(TimelineFamily.STATUS)
                            .setChannel(status.getChannel())
                            .setStatus(status);
            case Event.Sms(var sms) ->
                    entry.setFamily(TimelineFamily.SMS).setChannel(sms.getChannel()).setSms(sms);
            case Event.PushAction(var push) ->
                    entry.setFamily(TimelineFamily.PUSH)
                            .setChannel(push.getChannel())
                            .setPushAction(push);
        }
        return entry.build();
    }

    private static DeviceState state(Ref ref) {
        return DeviceState.newBuilder()
                .setDeviceKey(ref.ref())
                .setRefs(List.of(ref.ref()))
                .setAccounts(List.of())
                .setFirstObservedAt(Instant.ofEpochMilli(ref.firstSeenAt()))
                .setLastObservedAt(Instant.ofEpochMilli(ref.lastSeenAt()))
                .setTasks(
                        ref.tasks().stream()
                                .limit(MOST_TASKS)
                                .map(task -> task(ref, task))
                                .toList())
                .setSms(
                        SmsCounts.newBuilder()
                                .setTotal(ref.fromDevice() + ref.toDevice())
                                .setMobileOriginated(ref.fromDevice())
                                .setMobileTerminated(ref.toDevice())
                                .setByDeliveryStatus(Map.of())
                                .build())
                .setPushActions(
                        PushCounts.newBuilder()
                                .setTotal(ref.pushes())
                                .setFailed(ref.failedPushes())
                                .build())
                .build();
    }

    private static DeviceTask task(Ref ref, Changes.Task task) {
        var at = Instant.ofEpochMilli(task.orderAt());
        var colon = task.task().indexOf(':');
        var kind = TaskKind.valueOf(task.task().substring(0, colon));
        var outcome = kind == TaskKind.PUSH ? Outcome.UNKNOWN : Outcome.valueOf(task.outcome());
        return DeviceTask.newBuilder()
                .setKind(kind)
                .setTaskId(task.task().substring(colon + 1))
                .setCampaignRef(task.campaign())
                .setRef(ref.ref())
                .setProvider(provider(kind))
                .setOutcome(outcome)
                .setProviderStatus(task.status())
                .setReason(task.reason())
                .setObservedAt(at)
                .setOrderedAt(at)
                .setReading(0)
                .setEventId(task.event())
                .setTransitions(
                        List.of(new Transition(outcome, task.status(), at, 0L, task.event())))
                .build();
    }

    private static Provider provider(TaskKind kind) {
        return switch (kind) {
            case SOFTWARE_UPGRADE -> Provider.THINGSPACE;
            case COMMAND -> Provider.GRAPH;
            case PUSH -> Provider.XTREMEPUSH;
            case UNKNOWN -> Provider.UNKNOWN;
        };
    }

    @Override
    public void close() {
        producer.close();
    }
}
