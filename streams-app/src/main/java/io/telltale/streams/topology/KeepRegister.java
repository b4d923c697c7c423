package io.telltale.streams.topology;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRef;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.identity.Register;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Step: one task keeps all links and says of every ref whose identity changed which device it
 * belongs to. The only writer of identities. A link told again changes nothing, and so does a word
 * on two refs that is older than the one known: who wrote it did not know of that yet.
 */
final class KeepRegister {

    /** Every link under both of its refs. Key: ref, other ref. */
    private static final String LINKS = "links";

    /** Identities as last written. Key: ref. */
    private static final String REGISTER = "register";

    KStream<String, DeviceIdentity> apply(
            StreamsBuilder builder, KStream<String, DeviceLink> links) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(LINKS),
                        PairKey.serde(),
                        StoredRecord.serde(DeviceLink.class)));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(REGISTER),
                        Serdes.String(),
                        StoredRecord.serde(DeviceIdentity.class)));
        return links.filter(KeepRegister::isOfTwoRefs, Named.as("check-links"))
                .repartition(
                        Repartitioned.<String, DeviceLink>as("links-in-one-place")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(DeviceLink.class))
                                .withNumberOfPartitions(1))
                .process(Registrar::new, Named.as("keep-register"), LINKS, REGISTER);
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
            extends ContextualProcessor<String, DeviceLink, String, DeviceIdentity> {

        private KeyValueStore<PairKey, DeviceLink> links;
        private KeyValueStore<String, DeviceIdentity> register;

        @Override
        public void init(ProcessorContext<String, DeviceIdentity> context) {
            super.init(context);
            this.links = context.getStateStore(LINKS);
            this.register = context.getStateStore(REGISTER);
        }

        /** Makes everything before it keeps anything: a link that is kept changes nothing again. */
        @Override
        public void process(Record<String, DeviceLink> record) {
            var refs = List.of(record.key().split(" ", 2));
            var link = record.value();
            var known = links.get(new PairKey(refs.getFirst(), refs.getLast()));
            if (isOlder(link, known)) {
                return;
            }
            var changed =
                    new Register(ref -> naming(ref, refs, link), register::get).changedBy(refs);
            var written = changed.stream().map(identity -> written(record, identity)).toList();

            links.put(new PairKey(refs.getFirst(), refs.getLast()), link);
            links.put(new PairKey(refs.getLast(), refs.getFirst()), link);
            for (var identity : written) {
                register.put(identity.key(), identity.value());
                context().forward(identity);
            }
        }

        private static boolean isOlder(@Nullable DeviceLink link, @Nullable DeviceLink known) {
            return link != null
                    && known != null
                    && link.getDeclaredAt().isBefore(known.getDeclaredAt());
        }

        /** The links that name the ref once this one is stored; null takes a link away. */
        private List<DeviceLink> naming(String ref, List<String> refs, @Nullable DeviceLink link) {
            var naming = new ArrayList<DeviceLink>();
            try (var stored = links.range(PairKey.first(ref), PairKey.last(ref))) {
                while (stored.hasNext()) {
                    var next = stored.next();
                    var isReplaced = refs.contains(ref) && refs.contains(next.key.member());
                    if (!isReplaced) {
                        naming.add(next.value);
                    }
                }
            }
            if (link != null && refs.contains(ref)) {
                naming.add(link);
            }
            return naming;
        }

        private static Record<String, DeviceIdentity> written(
                Record<String, DeviceLink> cause, DeviceIdentity identity) {
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
