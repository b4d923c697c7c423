package io.telltale.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.fold.Devices;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DeviceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each part as it comes, and tells the states of changed devices: with CloudEvents headers;
 * null when no ref is left, or only one of which nothing was told, as after a link is withdrawn.
 *
 * <p>States are told some at a time, device after device in the order of their keys and then from
 * the start again: so nobody waits for good, a device that changes faster than that is told in
 * between, and a flood of events does not become a flood of states. The record's time is the latest
 * time of the records that the device is made of, which is ours: when we saw the event, or when the
 * link was declared.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class DeviceGatherer extends ContextualProcessor<String, AssignedPart, String, DeviceState> {

    private static final Duration TELL_EVERY = Duration.ofMillis(100);

    /** With the above, at most 1,000 a second of each partition. */
    private static final int MOST_AT_ONCE = 100;

    private KeyValueStore<PairKey, AssignedPart> parts;
    private KeyValueStore<String, DeviceChange> changed;

    /** The device told last; null at the start of the keys. */
    private @Nullable String last;

    @Override
    public void init(ProcessorContext<String, DeviceState> context) {
        super.init(context);
        this.parts = context.getStateStore(GatherDevices.STORE);
        this.changed = context.getStateStore(GatherDevices.CHANGED);
        context.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> tell());
    }

    @Override
    public void process(Record<String, AssignedPart> record) {
        var device = record.key();
        var part = record.value();
        var change = change(record, changed.get(device));

        parts.put(place(device, part), part.getIsGone() ? null : part);
        changed.put(device, change);
    }

    private static PairKey place(String device, AssignedPart part) {
        var begin = SpellKey.begin(part.getFrom());
        return new PairKey(device, part.getRef() + " " + begin); // no ref holds a space
    }

    private DeviceChange change(Record<String, AssignedPart> record, @Nullable DeviceChange known) {
        var at = Instant.ofEpochMilli(record.timestamp());
        return DeviceChange.newBuilder()
                .setOffset(context().recordMetadata().orElseThrow().offset())
                .setAt(known != null && known.getAt().isAfter(at) ? known.getAt() : at)
                .setTrace(Heads.traceOf(record.headers()))
                .build();
    }

    private void tell() {
        var next = next();
        for (var device : next) {
            var state = record(device.key, device.value);
            changed.delete(device.key);
            context().forward(state);
        }
        last = next.size() < MOST_AT_ONCE ? null : next.getLast().key;
    }

    private List<KeyValue<String, DeviceChange>> next() {
        var next = new ArrayList<KeyValue<String, DeviceChange>>();
        try (var all = changed.range(last, null)) {
            while (all.hasNext() && next.size() < MOST_AT_ONCE) {
                next.add(all.next());
            }
        }
        return next;
    }

    private Record<String, DeviceState> record(String device, DeviceChange change) {
        var topic = Topics.DEVICE_STATE;
        var headers = Heads.of(topic, id(device, change), device, change.getAt(), cause(change));
        return new Record<>(device, state(device), change.getAt().toEpochMilli(), headers);
    }

    private @Nullable DeviceState state(String key) {
        var device = GatherDevices.partsOf(parts, key);
        return Devices.isNothing(device) ? null : Devices.state(device);
    }

    /** Made of the place of what caused it: two states of a device never share one. */
    private String id(String device, DeviceChange change) {
        return EventId.of(
                Topics.DEVICE_STATE.name(),
                device,
                Integer.toString(context().taskId().partition()),
                Long.toString(change.getOffset()));
    }

    private static Headers cause(DeviceChange change) {
        var headers = new RecordHeaders();
        if (change.getTrace() != null) {
            headers.add("traceparent", change.getTrace().getBytes(UTF_8));
        }
        return headers;
    }
}
