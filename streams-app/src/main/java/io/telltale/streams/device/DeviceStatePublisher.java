package io.telltale.streams.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.device.DeviceBoundaries.Boundary;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.PublishedDevice;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.SmsRow;
import io.telltale.streams.step.CloudEventHeaders;
import io.telltale.streams.step.KeyGuard;
import io.telltale.streams.step.RecordSizeGuard;
import io.telltale.streams.step.TimeShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps parts, SMS rows and rosters of devices, and publishes the state of each device that
 * changed. A device without rows and links any more is published as a tombstone, once; one that
 * never was a device is not published at all. Where a link begins or ends in the future, the state
 * is published again then.
 *
 * <p>A change marks the device's card and queues the device; a timer publishes, in order of arrival
 * and within a share of the time. So a device that changes often is published as it is then, and a
 * flood of events does not become a flood of states. A crash forgets no mark. The timestamp of a
 * state is the latest of the records that changed the device, which is our time.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class DeviceStatePublisher
        extends ContextualProcessor<String, DeviceUpdate, String, DeviceState> {

    static final Duration TICK = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(DeviceStatePublisher.class);

    private final Duration retention;
    private final DeviceOutbox outbox = new DeviceOutbox();
    private final DeviceBoundaries boundaries = new DeviceBoundaries();
    private final TimeShare timeShare;
    private final KeyGuard guard = new KeyGuard("publishing the state");

    private DeviceStore store;
    private SmsBlocks blocks;
    private ExpireSmsBlocks expiry;

    DeviceStatePublisher(Duration retention, BooleanSupplier isBehind) {
        this.retention = retention;
        this.timeShare = new TimeShare(TICK, isBehind);
    }

    @Override
    public void init(ProcessorContext<String, DeviceState> context) {
        super.init(context);
        KeyValueStore<PairKey, byte[]> devices = context.getStateStore(StreamsNames.DEVICES);
        store = DeviceStore.of(devices);
        blocks = new SmsBlocks(store);
        expiry = new ExpireSmsBlocks(store, retention);
        queueMarkedDevices();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void close() {
        outbox.clear();
        boundaries.clear();
    }

    @Override
    public void process(Record<String, DeviceUpdate> record) {
        var update = record.value();
        if (update == null) {
            return;
        }
        if (update.getRoster() != null) {
            keep(record.key(), update.getRoster());
        }
        if (update.getPart() != null) {
            keep(record, update.getPart());
        }
        if (update.getSms() != null) {
            keep(record, update.getSms());
        }
    }

    /** An older roster never replaces a newer one. Rosters change no state. */
    private void keep(String device, DeviceIdentity roster) {
        var known = store.rosterOf(device);
        if (known == null || known.getEpoch() <= roster.getEpoch()) {
            store.rosters().put(device, "", roster);
        }
    }

    /** A part of an older epoch never replaces a newer one; the same part again is a no-op. */
    private void keep(Record<String, DeviceUpdate> record, RefPart part) {
        var device = record.key();
        var member = DeviceStore.partMember(part.getRef(), part.getValidFrom());
        var known = store.parts().get(device, member);
        var isOlder = known != null && part.getEpoch() < known.getEpoch();
        var isNoChange = part.getIsGone() ? known == null : DeviceStore.isSame(part, known);
        if (isOlder || isNoChange) {
            return;
        }
        var card = changed(record, cardOf(device));

        store.parts().put(device, member, part.getIsGone() ? null : part);
        mark(device, card);
    }

    private void keep(Record<String, DeviceUpdate> record, SmsRow row) {
        var device = record.key();
        var before = cardOf(device);
        var change = row.getIsGone() ? blocks.remove(device, row) : blocks.add(device, row);
        if (change.isEmpty()) {
            return;
        }
        var lastAt = lastAt(device, before, row, change.get());
        var counted = DeviceCards.counted(before, row.getDirection(), change.get().tally(), lastAt);
        var card = changed(record, counted);

        change.get().write().run();
        mark(device, card);
    }

    private @Nullable Long lastAt(
            String device, DeviceCard card, SmsRow row, SmsBlocks.Change change) {
        var known = card.getLastAt();
        if (!row.getIsGone()) {
            return SmsBlocks.later(known, row.getOrderAt());
        }
        var isNewest = known == null || row.getOrderAt() >= known;
        return isNewest ? blocks.newestAfter(device, change) : known;
    }

    private DeviceCard cardOf(String device) {
        var card = store.cardOf(device);
        return card == null ? DeviceCards.EMPTY : card;
    }

    private DeviceCard changed(Record<String, DeviceUpdate> record, DeviceCard card) {
        var offset = context().recordMetadata().orElseThrow().offset();
        return DeviceCards.changed(
                card, record.timestamp(), CloudEventHeaders.traceOf(record.headers()), offset);
    }

    private void mark(String device, DeviceCard card) {
        store.putCard(device, card);
        outbox.add(device, context().currentSystemTimeMs());
    }

    /** In the order of their last changes, which is nearly that of arrival. */
    private void queueMarkedDevices() {
        record Marked(String device, long version) {}
        outbox.clear();
        boundaries.clear();
        var marked = new ArrayList<Marked>();
        store.cards()
                .forEach(card -> {
                    boundaries.add(card.owner(), card.value().getNextBoundaryAt());
                    if (card.value().getIsChanged()) {
                        marked.add(new Marked(card.owner(), card.value().getVersion()));
                    }
                });
        marked.sort(Comparator.comparingLong(Marked::version));
        var now = context().currentSystemTimeMs();
        marked.forEach(each -> outbox.add(each.device(), now));
    }

    private void tick(long now) {
        markDevicesAtTheirBoundaries(now);
        timeShare.use(outbox.oldestWait(now), this::publishNext);
        expireSmsBlocks();
    }

    /** What was published last may have no such boundary any more; then nothing changes. */
    private void markDevicesAtTheirBoundaries(long now) {
        for (var due = boundaries.poll(now); due != null; due = boundaries.poll(now)) {
            mark(due);
        }
    }

    private void mark(Boundary due) {
        card(due.device())
                .filter(card -> Objects.equals(card.getNextBoundaryAt(), due.at()))
                .map(card -> DeviceCards.changed(card, due.at(), null, card.getVersion()))
                .ifPresent(card -> mark(due.device(), card));
    }

    private void expireSmsBlocks() {
        try {
            expiry.nextSlice(context().currentStreamTimeMs());
        } catch (StreamsException e) {
            throw e; // of the store or the task, not of a block
        } catch (RuntimeException e) {
            LOG.error("SMS blocks of today not expired: expected readable blocks", e);
            expiry.skipToday(context().currentStreamTimeMs());
        }
    }

    private boolean publishNext() {
        var device = outbox.poll();
        if (device == null) {
            return false;
        }
        var publication = publication(device);
        if (publication.isPresent()) {
            var card = publication.get().card();
            store.putCard(device, card);
            boundaries.add(device, card == null ? null : card.getNextBoundaryAt());
            var state = publication.get().state();
            if (state != null) {
                context().forward(state);
            }
        }
        return true;
    }

    /**
     * What publishing a device comes to.
     *
     * @param card its card afterwards; null deletes it
     * @param state the record to send; null for none
     */
    private record Publication(
            @Nullable DeviceCard card, @Nullable Record<String, DeviceState> state) {}

    /** Empty where what is stored cannot be read: the mark stays, other devices go on. */
    private Optional<Publication> publication(String device) {
        return card(device).flatMap(card -> guard.get(device, () -> publication(device, card)));
    }

    /** Empty where there is none, or where it cannot be read. */
    private Optional<DeviceCard> card(String device) {
        return guard.get(device, () -> Optional.ofNullable(store.cardOf(device)))
                .flatMap(Function.identity());
    }

    private Publication publication(String device, DeviceCard card) {
        var parts = store.partsOf(device);
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        var nextBoundary = DeviceStates.nextBoundary(now, parts);
        if (DeviceStates.isDeviceAt(now, parts)) {
            var state = DeviceStates.fitting(DeviceStates.at(now, device, parts, card));
            var lastObservedAt = state.getLastObservedAt();
            var published =
                    new PublishedDevice(
                            state.getRefs(),
                            lastObservedAt == null ? null : lastObservedAt.toEpochMilli());
            return new Publication(
                    DeviceCards.published(card, published, nextBoundary),
                    record(device, card, RecordSizeGuard.required(state)));
        }
        var isLeft = !parts.isEmpty() || !blocks.isEmpty(device);
        return new Publication(
                (isLeft && card.getTotal() > 0) || nextBoundary != null
                        ? DeviceCards.published(card, null, nextBoundary)
                        : null,
                card.getPublished() == null ? null : record(device, card, null));
    }

    private Record<String, DeviceState> record(
            String device, DeviceCard card, @Nullable DeviceState state) {
        var at = Instant.ofEpochMilli(card.getChangedAt());
        var headers =
                CloudEventHeaders.of(
                        Topics.DEVICE_STATE, id(device, card), device, at, cause(card));
        return new Record<>(device, state, card.getChangedAt(), headers);
    }

    /** Made of the last change: two states of a device never share one. */
    private String id(String device, DeviceCard card) {
        return EventId.of(
                Topics.DEVICE_STATE.name(),
                device,
                Integer.toString(context().taskId().partition()),
                Long.toString(card.getVersion()),
                Long.toString(card.getChangedAt()));
    }

    private static Headers cause(DeviceCard card) {
        var headers = new RecordHeaders();
        if (card.getTrace() != null) {
            headers.add("traceparent", card.getTrace().getBytes(UTF_8));
        }
        return headers;
    }
}
