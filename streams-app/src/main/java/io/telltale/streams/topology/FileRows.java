package io.telltale.streams.topology;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.encoding.StoredEvent;
import io.telltale.streams.fold.NewRow;
import io.telltale.streams.fold.Pushes;
import io.telltale.streams.fold.SmsMessage;
import io.telltale.streams.fold.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Step: files every event as a row of its ref; an event that is filed already goes no further.
 *
 * <p>A plain store without a time window: providers' times are years old or lie in the future.
 */
public final class FileRows {

    /** Events. Key: {@link RowKey}. */
    public static final String ROWS = "rows";

    /** Time of the latest record, in milliseconds, of this task. Key: {@link #AS_OF_KEY}. */
    public static final String AS_OF = "as-of";

    /** The one key of {@link #AS_OF}. */
    public static final String AS_OF_KEY = "as-of";

    /**
     * Ids of rows that lie at our time and not at the provider's: told again, they come with
     * another time. Key: ref and event id.
     */
    private static final String UNTIMED = "untimed-rows";

    private static final Duration AS_OF_EVERY = Duration.ofSeconds(1);

    KStream<String, NewRow> apply(StreamsBuilder builder, KStream<String, Event> events) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(ROWS), RowKey.serde(), StoredEvent.serde()));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(UNTIMED), PairKey.serde(), Serdes.Long()));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(AS_OF), Serdes.String(), Serdes.Long()));
        return events.processValues(Filing::new, Named.as("file-rows"), ROWS, UNTIMED, AS_OF);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Filing implements FixedKeyProcessor<String, Event, NewRow> {

        private FixedKeyProcessorContext<String, NewRow> context;
        private KeyValueStore<RowKey, Event> rows;
        private KeyValueStore<PairKey, Long> untimed;
        private KeyValueStore<String, Long> asOf;
        private long latest;
        private boolean moved;

        @Override
        public void init(FixedKeyProcessorContext<String, NewRow> context) {
            this.context = context;
            this.rows = context.getStateStore(ROWS);
            this.untimed = context.getStateStore(UNTIMED);
            this.asOf = context.getStateStore(AS_OF);
            context.schedule(AS_OF_EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> noteTime());
        }

        @Override
        public void process(FixedKeyRecord<String, Event> record) {
            var event = requireNonNull(record.value(), "an event topic has no tombstones");
            requireRef(record.key());
            latest = Math.max(latest, record.timestamp());
            moved = true;
            var key = RowKey.of(record.key(), event);
            if (isFiled(key, event)) {
                return;
            }
            var row = new NewRow(event, related(key, event));
            DryRun.of(key.ref(), row);

            rows.put(key, event);
            if (!key.orderAt().equals(event.occurredAt())) {
                untimed.put(new PairKey(key.ref(), key.eventId()), key.orderAt().toEpochMilli());
            }
            context.forward(record.withValue(row));
        }

        private static void requireRef(String key) {
            try {
                DeviceRef.parse(key);
            } catch (MalformedRef e) {
                throw new Unusable(Unusable.Fault.BAD_KEY);
            }
        }

        private boolean isFiled(RowKey key, Event event) {
            var occurredAt = event.occurredAt();
            return rows.get(key) != null
                    || untimed.get(new PairKey(key.ref(), key.eventId())) != null
                    || (occurredAt != null
                            && rows.get(new RowKey(key.ref(), occurredAt, key.eventId())) != null);
        }

        private List<Event> related(RowKey key, Event event) {
            return switch (event) {
                case Event.Status(var status) -> otherReadings(key, status);
                case Event.Sms(var sms) ->
                        between(
                                RowKey.first(key.ref()),
                                RowKey.last(key.ref()),
                                row ->
                                        row instanceof Event.Sms(var other)
                                                && SmsMessage.alike(sms, other));
                case Event.PushAction(var push) -> samePush(key.ref(), push);
            };
        }

        /** Rows of one push lie at its time, or are untimed if they came long before that. */
        private List<Event> samePush(String ref, PushActionEvent push) {
            var at = push.getOccurredAt();
            if (at == null) {
                return List.of();
            }
            Predicate<Event> wanted =
                    row -> row instanceof Event.PushAction(var other) && Pushes.same(push, other);
            var found = between(RowKey.from(ref, at), RowKey.until(ref, at), wanted);
            try (var early = untimed.range(PairKey.first(ref), PairKey.last(ref))) {
                while (early.hasNext()) {
                    var next = early.next();
                    var filedAt = Instant.ofEpochMilli(next.value);
                    var row = rows.get(new RowKey(ref, filedAt, next.key.member()));
                    if (row != null && wanted.test(row)) {
                        found.add(row);
                    }
                }
            }
            return found;
        }

        /** All of its task when a later reading came before it; none in the normal case. */
        private List<Event> otherReadings(RowKey key, DeviceStatusEvent status) {
            var later =
                    between(
                            RowKey.from(key.ref(), key.orderAt()),
                            RowKey.last(key.ref()),
                            row ->
                                    row instanceof Event.Status(var other)
                                            && Tasks.sameTask(status, other)
                                            && Tasks.isAfter(other, status));
            return later.isEmpty()
                    ? later
                    : between(
                            RowKey.first(key.ref()),
                            RowKey.last(key.ref()),
                            row ->
                                    row instanceof Event.Status(var other)
                                            && Tasks.sameTask(status, other));
        }

        private List<Event> between(RowKey from, RowKey to, Predicate<Event> wanted) {
            var found = new ArrayList<Event>();
            try (var all = rows.range(from, to)) {
                while (all.hasNext()) {
                    var row = all.next().value;
                    if (wanted.test(row)) {
                        found.add(row);
                    }
                }
            }
            return found;
        }

        /** At most once a second, and only if something came: a read may say how far we are. */
        private void noteTime() {
            if (!moved) {
                return;
            }
            var known = asOf.get(AS_OF_KEY);
            if (known == null || latest > known) {
                asOf.put(AS_OF_KEY, latest);
            }
            moved = false;
        }
    }
}
