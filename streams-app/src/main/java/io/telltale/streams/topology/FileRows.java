package io.telltale.streams.topology;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.streams.encoding.Nested;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.fold.Campaigns;
import io.telltale.streams.fold.Parts;
import io.telltale.streams.fold.Tasks;
import io.telltale.streams.fold.Timelines;
import io.telltale.streams.identity.Namings;
import io.telltale.streams.identity.Spells;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DevicePart;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Step: files every event as a row of its ref and counts it into the ref's part; an event that is
 * filed already goes no further.
 *
 * <p>Everything that it leads to is made before anything is written: a row that is filed and
 * counted nowhere could never be counted again.
 */
final class FileRows {

    KStream<String, Filed> apply(KStream<String, Event> events) {
        return events.processValues(
                Filing::new,
                Named.as("file-rows"),
                RefStores.ROWS,
                RefStores.UNTIMED,
                RefStores.PARTS,
                RefStores.IDENTITIES,
                RefStores.SEEN);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Filing extends ContextualFixedKeyProcessor<String, Event, Filed> {

        private KeyValueStore<RowKey, Event> rows;
        private KeyValueStore<PairKey, Long> untimed;
        private KeyValueStore<PairKey, DevicePart> parts;
        private KeyValueStore<String, DeviceIdentity> identities;
        private KeyValueStore<PairKey, Long> seen;

        @Override
        public void init(FixedKeyProcessorContext<String, Filed> context) {
            super.init(context);
            this.rows = context.getStateStore(RefStores.ROWS);
            this.untimed = context.getStateStore(RefStores.UNTIMED);
            this.parts = context.getStateStore(RefStores.PARTS);
            this.identities = context.getStateStore(RefStores.IDENTITIES);
            this.seen = context.getStateStore(RefStores.SEEN);
        }

        @Override
        public void process(FixedKeyRecord<String, Event> record) {
            var event = requireNonNull(record.value(), "an event topic has no tombstones");
            requireRefs(record.key(), event);
            var key = RowKey.of(record.key(), event);
            if (isFiled(key, event)) {
                return;
            }
            var identity = identities.get(key.ref());
            var spell = Spells.at(key.orderAt(), Spells.of(key.ref(), identity));
            var place = SpellKey.of(key.ref(), spell);
            var rowsOfSpell =
                    new StoredRows(rows, untimed, key.ref(), spell.getFrom(), spell.getTo());
            var part = Parts.added(parts.get(place), key.ref(), event, rowsOfSpell);
            var filed =
                    Sendable.required(
                            new Filed(
                                    List.of(
                                            Timelines.entry(
                                                    spell.getDeviceKey(), key.ref(), event)),
                                    List.of(assigned(key.ref(), spell, identity, part)),
                                    Namings.news(event, key.ref(), identity),
                                    member(event)));
            var day = SeenDay.of(key.ref(), event.observedAt());
            var isNewDay = seen.get(day) == null;

            rows.put(key, event);
            if (!key.orderAt().equals(event.occurredAt())) {
                untimed.put(new PairKey(key.ref(), key.eventId()), key.orderAt().toEpochMilli());
            }
            if (isNewDay) {
                seen.put(day, 1L);
            }
            parts.put(place, part);
            context().forward(record.withValue(filed));
        }

        private static void requireRefs(String key, Event event) {
            try {
                DeviceRef.parse(key);
                event.devices().forEach(DeviceRef::parse);
            } catch (MalformedRef e) {
                throw new Unusable(Unusable.Fault.BAD_KEY);
            }
        }

        private boolean isFiled(RowKey key, Event event) {
            var occurredAt = event.occurredAt();
            return rows.get(key) != null
                    || untimed.get(new PairKey(key.ref(), key.eventId())) != null
                    || (occurredAt != null
                            && !occurredAt.equals(key.orderAt())
                            && rows.get(new RowKey(key.ref(), occurredAt, key.eventId())) != null);
        }

        private static AssignedPart assigned(
                String ref, Spell spell, @Nullable DeviceIdentity identity, DevicePart part) {
            return AssignedPart.newBuilder()
                    .setRef(ref)
                    .setFrom(spell.getFrom())
                    .setTo(spell.getTo())
                    .setDeviceKey(spell.getDeviceKey())
                    .setEpoch(identity == null ? 0 : identity.getEpoch())
                    .setIsNamed(true)
                    .setPart(Nested.PART.bytes(part))
                    .build();
        }

        private static Optional<Filed.MemberOf> member(Event event) {
            return switch (event) {
                case Event.Status(var status) ->
                        Tasks.campaignRef(status)
                                .map(campaign ->
                                        new Filed.MemberOf(
                                                campaign,
                                                status.getProvider(),
                                                Campaigns.member(status)));
                case Event.PushAction(var push) ->
                        Campaigns.campaignRef(push)
                                .map(campaign ->
                                        new Filed.MemberOf(
                                                campaign,
                                                push.getProvider(),
                                                Campaigns.member(push)));
                case Event.Sms _ -> Optional.empty();
            };
        }
    }
}
