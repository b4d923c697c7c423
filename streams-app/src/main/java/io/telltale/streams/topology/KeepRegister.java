package io.telltale.streams.topology;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.identity.Junk;
import io.telltale.streams.identity.Learning;
import io.telltale.streams.identity.Register;
import io.telltale.streams.identity.Ties;
import io.telltale.streams.record.Naming;
import io.telltale.streams.record.RegisterNews;
import io.telltale.streams.record.Tie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Step: one task keeps all ties and says of every ref whose identity changed which device it
 * belongs to. The only writer of identities. What is told again changes nothing, and so does a word
 * on two refs that is older than the one known: who wrote it did not know of that yet.
 */
final class KeepRegister {

    /** Every tie under both of its refs. Key: ref, other ref. */
    private static final String TIES = "ties";

    /** Identities as last written. Key: ref. */
    private static final String REGISTER = "register";

    private final Junk junk;
    private final LeaveOut leaveOut;

    KeepRegister(Junk junk, LeaveOut leaveOut) {
        this.junk = junk;
        this.leaveOut = leaveOut;
    }

    KStream<String, DeviceIdentity> apply(
            StreamsBuilder builder,
            KStream<String, DeviceLink> links,
            KStream<String, Filed> filed) {
        PersistentStores.add(builder, TIES, PairKey.serde(), StoredRecord.serde(Tie.class));
        PersistentStores.add(
                builder, REGISTER, Serdes.String(), StoredRecord.serde(DeviceIdentity.class));
        var declared =
                links.filter(KeepRegister::isOfTwoRefs, Named.as("check-links"))
                        .mapValues(KeepRegister::declared, Named.as("link-as-register-news"));
        var named =
                filed.flatMap(
                        (_, each) -> each.namings().stream().map(KeepRegister::named).toList(),
                        Named.as("naming-as-register-news"));
        var news =
                declared.merge(named, Named.as("with-namings"))
                        .repartition(
                                Repartitioned.<String, RegisterNews>as("register-news")
                                        .withKeySerde(Serdes.String())
                                        .withValueSerde(StoredRecord.serde(RegisterNews.class))
                                        .withNumberOfPartitions(1));
        return leaveOut.apply(news, "register-news")
                .process(() -> new Registrar(junk), Named.as("keep-register"), TIES, REGISTER);
    }

    private static RegisterNews declared(@Nullable DeviceLink link) {
        return RegisterNews.newBuilder().setLink(link).build();
    }

    private static KeyValue<String, RegisterNews> named(Naming naming) {
        return KeyValue.pair(
                naming.getHolder() + " " + naming.getNamed(),
                RegisterNews.newBuilder().setNaming(naming).build());
    }

    /** Looked at here, where a link that names no two refs can still become a dead letter. */
    private static boolean isOfTwoRefs(String key, @Nullable DeviceLink link) {
        var refs = key.split(" ", -1);
        if (refs.length != 2) {
            throw new Unusable(Unusable.Fault.BAD_KEY);
        }
        try {
            DeviceRef.parse(refs[0]);
            DeviceRef.parse(refs[1]);
        } catch (MalformedRef e) {
            throw new Unusable(Unusable.Fault.BAD_KEY);
        }
        return true;
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Registrar
            extends ContextualProcessor<String, RegisterNews, String, DeviceIdentity> {

        private final Junk junk;
        private KeyValueStore<PairKey, Tie> ties;
        private KeyValueStore<String, DeviceIdentity> register;

        Registrar(Junk junk) {
            this.junk = junk;
        }

        @Override
        public void init(ProcessorContext<String, DeviceIdentity> context) {
            super.init(context);
            this.ties = context.getStateStore(TIES);
            this.register = context.getStateStore(REGISTER);
        }

        /** Makes everything before it keeps anything: a tie that is kept changes nothing again. */
        @Override
        public void process(Record<String, RegisterNews> record) {
            var known = readOnce();
            var naming = record.value().getNaming();
            var changed =
                    naming == null
                            ? declared(record.key(), record.value().getLink())
                            : Learning.changed(naming, known, junk);
            if (changed.isEmpty()) {
                return;
            }
            var identities =
                    new Register(with(changed, known), register::get, junk)
                            .changedBy(refs(changed));
            var written =
                    identities.stream()
                            .map(Sendable::required)
                            .map(identity -> written(record, identity))
                            .toList();
            changed.forEach(Sendable::required);

            changed.forEach(this::put);
            for (var identity : written) {
                register.put(identity.key(), identity.value());
                context().forward(identity);
            }
        }

        private List<Tie> declared(String key, @Nullable DeviceLink link) {
            var refs = List.of(key.split(" ", 2));
            var known = ties.get(new PairKey(refs.getFirst(), refs.getLast()));
            var before = known == null ? null : known.getDeclared();
            if (Objects.equals(link, before) || isOlder(link, before)) {
                return List.of();
            }
            var tie = known == null ? Tie.newBuilder().setRefs(refs) : Tie.newBuilder(known);
            return List.of(tie.setDeclared(link).build());
        }

        private static boolean isOlder(@Nullable DeviceLink link, @Nullable DeviceLink known) {
            return link != null
                    && known != null
                    && link.getDeclaredAt().isBefore(known.getDeclaredAt());
        }

        /** The ties as they are, those of a ref read from the store once. */
        private Ties readOnce() {
            var read = new HashMap<String, List<Tie>>();
            return ref -> read.computeIfAbsent(ref, this::stored);
        }

        private List<Tie> stored(String ref) {
            var found = new ArrayList<Tie>();
            try (var all = ties.range(PairKey.first(ref), PairKey.last(ref))) {
                all.forEachRemaining(next -> found.add(next.value));
            }
            return found;
        }

        /** The ties as they will be. */
        private static Ties with(List<Tie> changed, Ties known) {
            return ref -> {
                var all = new ArrayList<Tie>();
                for (var tie : known.of(ref)) {
                    if (changed.stream().noneMatch(each -> each.getRefs().equals(tie.getRefs()))) {
                        all.add(tie);
                    }
                }
                changed.stream()
                        .filter(tie -> tie.getRefs().contains(ref))
                        .filter(tie -> !isNothing(tie))
                        .forEach(all::add);
                return all;
            };
        }

        private static Collection<String> refs(List<Tie> changed) {
            var refs = new TreeSet<String>();
            changed.forEach(tie -> refs.addAll(tie.getRefs()));
            return refs;
        }

        private static boolean isNothing(Tie tie) {
            return tie.getDeclared() == null && tie.getLearned() == null;
        }

        private void put(Tie tie) {
            var one = tie.getRefs().getFirst();
            var other = tie.getRefs().getLast();
            var kept = isNothing(tie) ? null : tie;
            ties.put(new PairKey(one, other), kept);
            ties.put(new PairKey(other, one), kept);
        }

        private static Record<String, DeviceIdentity> written(
                Record<String, RegisterNews> cause, DeviceIdentity identity) {
            var epoch = Long.toString(identity.getEpoch());
            var id = EventId.of(Topics.DEVICE_IDENTITY.name(), identity.getRef(), epoch);
            var at = Instant.ofEpochMilli(cause.timestamp());
            return new Record<>(
                    identity.getRef(),
                    identity,
                    cause.timestamp(),
                    Heads.of(Topics.DEVICE_IDENTITY, id, identity.getRef(), at, cause.headers()));
        }
    }
}
