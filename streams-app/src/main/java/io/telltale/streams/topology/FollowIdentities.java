package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.IdentityChange;
import io.telltale.schemas.record.IdentityChangeKind;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.Spell;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.streams.encoding.Nested;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.fold.Parts;
import io.telltale.streams.fold.Timelines;
import io.telltale.streams.identity.Namings;
import io.telltale.streams.identity.Spells;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DevicePart;
import io.telltale.streams.record.Naming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Step: gives a ref's parts to the devices that a new identity names. A spell that is as it was
 * keeps its part; one with other limits is counted anew from the rows in it. Rows in spans that the
 * identity no longer has are looked at again: what they name, the register may not know yet.
 */
final class FollowIdentities {

    KStream<String, Filed> apply(KStream<String, DeviceIdentity> identities) {
        return identities.processValues(
                Following::new,
                Named.as("follow-identities"),
                RefStores.ROWS,
                RefStores.UNTIMED,
                RefStores.PARTS,
                RefStores.IDENTITIES);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Following
            extends ContextualFixedKeyProcessor<String, DeviceIdentity, Filed> {

        private KeyValueStore<RowKey, Event> rows;
        private KeyValueStore<PairKey, Long> untimed;
        private KeyValueStore<PairKey, DevicePart> parts;
        private KeyValueStore<String, DeviceIdentity> identities;

        @Override
        public void init(FixedKeyProcessorContext<String, Filed> context) {
            super.init(context);
            this.rows = context.getStateStore(RefStores.ROWS);
            this.untimed = context.getStateStore(RefStores.UNTIMED);
            this.parts = context.getStateStore(RefStores.PARTS);
            this.identities = context.getStateStore(RefStores.IDENTITIES);
        }

        @Override
        public void process(FixedKeyRecord<String, DeviceIdentity> record) {
            var ref = record.key();
            var now = record.value();
            if (now == null) {
                throw new Unusable(Unusable.Fault.NO_VALUE);
            }
            var before = identities.get(ref);
            if (before != null && before.getEpoch() >= now.getEpoch()) {
                return;
            }
            var had = Spells.of(ref, before);
            var partsNow = partsOf(ref, had, now.getSpells());
            var filed =
                    Sendable.required(
                            new Filed(
                                    changes(
                                            ref,
                                            before,
                                            now,
                                            Instant.ofEpochMilli(record.timestamp())),
                                    assigned(ref, had, now, partsNow),
                                    namings(ref, before, now),
                                    Optional.empty()));

            identities.put(ref, now);
            had.stream()
                    .filter(spell -> !partsNow.containsKey(SpellKey.of(ref, spell)))
                    .forEach(spell -> parts.delete(SpellKey.of(ref, spell)));
            partsNow.forEach((place, part) -> parts.put(place, part.orElse(null)));
            context().forward(record.withValue(filed));
        }

        private Map<PairKey, Optional<DevicePart>> partsOf(
                String ref, List<Spell> had, List<Spell> spells) {
            var found = new LinkedHashMap<PairKey, Optional<DevicePart>>();
            for (var spell : spells) {
                var place = SpellKey.of(ref, spell);
                var isAsBefore = had.stream().anyMatch(old -> sameLimits(old, spell));
                var part = isAsBefore ? parts.get(place) : Parts.of(ref, rowsOf(ref, spell).all());
                found.put(place, Optional.ofNullable(part));
            }
            return found;
        }

        private StoredRows rowsOf(String ref, Spell spell) {
            return new StoredRows(rows, untimed, ref, spell.getFrom(), spell.getTo());
        }

        private static boolean sameLimits(Spell one, Spell other) {
            return Objects.equals(one.getFrom(), other.getFrom())
                    && Objects.equals(one.getTo(), other.getTo());
        }

        /** First what has to go, then what has to come: a device may be the same in both. */
        private static List<AssignedPart> assigned(
                String ref,
                List<Spell> had,
                DeviceIdentity now,
                Map<PairKey, Optional<DevicePart>> parts) {
            var all = new ArrayList<AssignedPart>();
            for (var spell : had) {
                if (now.getSpells().stream().noneMatch(each -> sameHome(each, spell))) {
                    all.add(part(ref, spell, now.getEpoch()).setIsGone(true).build());
                }
            }
            var isNamed = Namings.isNamed(now);
            for (var spell : now.getSpells()) {
                var part = parts.getOrDefault(SpellKey.of(ref, spell), Optional.empty());
                all.add(
                        part(ref, spell, now.getEpoch())
                                .setIsNamed(isNamed)
                                .setPart(part.map(Nested.PART::bytes).orElse(null))
                                .build());
            }
            return all;
        }

        private static boolean sameHome(Spell one, Spell other) {
            return Objects.equals(one.getFrom(), other.getFrom())
                    && one.getDeviceKey().equals(other.getDeviceKey());
        }

        private static AssignedPart.Builder part(String ref, Spell spell, long epoch) {
            return AssignedPart.newBuilder()
                    .setRef(ref)
                    .setFrom(spell.getFrom())
                    .setTo(spell.getTo())
                    .setDeviceKey(spell.getDeviceKey())
                    .setEpoch(epoch);
        }

        private List<Naming> namings(
                String ref, @Nullable DeviceIdentity before, DeviceIdentity now) {
            var found = new ArrayList<Naming>();
            for (var lost : Namings.lost(before, now)) {
                for (var row : rowsIn(ref, lost).all()) {
                    found.addAll(Namings.news(row, ref, now));
                }
            }
            return Namings.once(found);
        }

        /**
         * Also those of the very time of its end: their event may come before the one that ends it.
         */
        private StoredRows rowsIn(String ref, Member span) {
            var until = span.getUntil();
            return new StoredRows(
                    rows,
                    untimed,
                    ref,
                    span.getSince(),
                    until == null ? null : until.plusMillis(1));
        }

        private static List<TimelineEntry> changes(
                String ref, @Nullable DeviceIdentity before, DeviceIdentity now, Instant at) {
            var left = before == null ? ref : before.getDeviceKey();
            var joined = now.getDeviceKey();
            if (left.equals(joined)) {
                return List.of();
            }
            var since = now.getSpells().getLast().getFrom();
            return List.of(
                    entry(now, left, change(ref, IdentityChangeKind.LEFT, since), at),
                    entry(now, joined, joins(ref, since, now), at));
        }

        /** Told once for each change of the ref, though it may be undone and done again. */
        private static TimelineEntry entry(
                DeviceIdentity now, String deviceKey, IdentityChange change, Instant at) {
            var epoch = Long.toString(now.getEpoch());
            var id = EventId.of("identity", now.getRef(), epoch, change.getChange().name());
            return Timelines.ofIdentity(id, deviceKey, change, at);
        }

        private static IdentityChange change(
                String ref, IdentityChangeKind kind, @Nullable Instant since) {
            return IdentityChange.newBuilder().setRef(ref).setChange(kind).setAt(since).build();
        }

        private static IdentityChange joins(
                String ref, @Nullable Instant since, DeviceIdentity now) {
            var change = change(ref, IdentityChangeKind.JOINED, since);
            return now.getMembers().stream()
                    .filter(member -> member.getRef().equals(ref))
                    .findFirst()
                    .map(own ->
                            IdentityChange.newBuilder(change)
                                    .setSource(own.getSource())
                                    .setEvidence(own.getEvidence())
                                    .build())
                    .orElse(change);
        }
    }
}
