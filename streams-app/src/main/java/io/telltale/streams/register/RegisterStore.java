package io.telltale.streams.register;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CarrierTransitions;
import io.telltale.streams.record.IdPair;
import io.telltale.streams.record.RefEdges;
import io.telltale.streams.record.RegisterTouch;
import io.telltale.streams.register.FactChange.LinkChange;
import io.telltale.streams.register.FactChange.PairChange;
import io.telltale.streams.register.FactChange.TransitionsChange;
import io.telltale.streams.step.TypedStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The facts and identities of the register in its one state store, and which of the facts are not
 * settled yet.
 *
 * <p>Unsettled changes lie in a ring of numbered slots that is overwritten, beside the number up to
 * which all are settled; so nothing is deleted, and {@link #unsettled} reads one ring.
 */
final class RegisterStore implements RegisterState {

    /** Most changes that may be unsettled at a time. */
    static final int RING = 512;

    private static final Serde<DeviceLink> LINKS = StoredRecord.serde(DeviceLink.class);
    private static final Serde<IdPair> PAIRS = StoredRecord.serde(IdPair.class);
    private static final Serde<CarrierTransitions> TRANSITIONS =
            StoredRecord.serde(CarrierTransitions.class);
    private static final Serde<DeviceIdentity> IDENTITIES =
            StoredRecord.serde(DeviceIdentity.class);
    private static final Serde<RefEdges> SUMMARIES = StoredRecord.serde(RefEdges.class);
    private static final Serde<RegisterTouch> TOUCHES = StoredRecord.serde(RegisterTouch.class);

    private static final String NONE = "";
    private static final String SETTLED = "settled";
    private static final String SLOT = "slot";

    /** Declared links, under both refs. */
    private final TypedStore<DeviceLink> links;

    /** Withdrawn links: an older declaration must not bring them back. */
    private final TypedStore<DeviceLink> withdrawn;

    /** Pairs, under both ids. */
    private final TypedStore<IdPair> pairs;

    private final TypedStore<CarrierTransitions> transitions;

    /** Holder and carrier. */
    private final TypedStore<Integer> carriers;

    private final TypedStore<DeviceIdentity> identities;
    private final TypedStore<RefEdges> summaries;
    private final TypedStore<RegisterTouch> touches;
    private final TypedStore<Long> generation;

    RegisterStore(KeyValueStore<PairKey, byte[]> store) {
        this.links = TypedStore.of(store, 'l', LINKS);
        this.withdrawn = TypedStore.of(store, 'w', LINKS);
        this.pairs = TypedStore.of(store, 'p', PAIRS);
        this.transitions = TypedStore.of(store, 't', TRANSITIONS);
        this.carriers = TypedStore.of(store, 'c', Serdes.Integer());
        this.identities = TypedStore.of(store, 'i', IDENTITIES);
        this.summaries = TypedStore.of(store, 'f', SUMMARIES);
        this.touches = TypedStore.of(store, 'q', TOUCHES);
        this.generation = TypedStore.of(store, 'g', Serdes.Long());
    }

    @Override
    public @Nullable DeviceLink link(String one, String other) {
        var declared = links.get(one, other);
        return declared == null ? withdrawn.get(one, other) : declared;
    }

    @Override
    public List<DeviceLink> links(String ref, int limit) {
        return links.entries(ref, NONE, limit).stream().map(TypedStore.Entry::value).toList();
    }

    @Override
    public @Nullable EventPosition pair(String one, String other) {
        var pair = pairs.get(one, other);
        return pair == null ? null : place(pair);
    }

    @Override
    public List<StoredPair> pairs(String ref, int limit) {
        return pairs.entries(ref, NONE, limit).stream()
                .map(entry -> new StoredPair(entry.member(), place(entry.value())))
                .toList();
    }

    private static EventPosition place(IdPair pair) {
        return new EventPosition(pair.getOrderAt(), pair.getEventId());
    }

    @Override
    public @Nullable CarrierTransitions transitions(String carrier) {
        return transitions.get(carrier, NONE);
    }

    @Override
    public List<String> carriersOf(String holder, int limit) {
        return carriers.entries(holder, NONE, limit).stream()
                .map(TypedStore.Entry::member)
                .toList();
    }

    @Override
    public @Nullable DeviceIdentity identity(String ref) {
        return identities.get(ref, NONE);
    }

    @Override
    public RefSummary summary(String ref) {
        var stored = summaries.get(ref, NONE);
        return stored == null
                ? RefSummary.NONE
                : new RefSummary(
                        stored.getLinks(),
                        stored.getPairs(),
                        stored.getCarriers(),
                        new ReachedLimits(
                                stored.getIsJunk(),
                                stored.getIsInLargeCluster(),
                                stored.getIsCrowded()));
    }

    private void change(String ref, UnaryOperator<RefSummary> change) {
        var now = change.apply(summary(ref));
        var limits = now.limits();
        summaries.put(
                ref,
                NONE,
                new RefEdges(
                        now.links(),
                        now.pairs(),
                        now.carriers(),
                        limits.isJunk(),
                        limits.isInLargeCluster(),
                        limits.isCrowded()));
    }

    /** Writes changed facts. */
    void write(FactChange change) {
        switch (change) {
            case LinkChange link -> write(link);
            case PairChange pair -> write(pair);
            case TransitionsChange carrier -> write(carrier);
        }
    }

    private void write(LinkChange change) {
        var one = change.one();
        var other = change.other();
        var isDeclared = change.isDeclared();
        var wasDeclared = links.get(one, other) != null;
        if (isDeclared || wasDeclared) {
            links.put(one, other, isDeclared ? change.link() : null);
            links.put(other, one, isDeclared ? change.link() : null);
        }
        if (isDeclared != wasDeclared) {
            var more = isDeclared ? 1 : -1;
            change.touched().forEach(ref -> change(ref, each -> each.plusLinks(more)));
        }
        if (!isDeclared || withdrawn.get(one, other) != null) {
            withdrawn.put(one, other, isDeclared ? null : change.link());
        }
    }

    private void write(PairChange change) {
        var pair = new IdPair(change.place().orderAt(), change.place().eventId());
        pairs.put(change.one(), change.other(), pair);
        pairs.put(change.other(), change.one(), pair);
        if (change.isNew()) {
            change.touched().forEach(ref -> change(ref, each -> each.plusPairs(1)));
        }
    }

    private void write(TransitionsChange change) {
        var carrier = change.carrier();
        transitions.put(carrier, NONE, change.transitions());
        for (var holder : change.added()) {
            carriers.put(holder, carrier, 1);
            change(holder, each -> each.plusCarriers(1));
        }
        for (var holder : change.removed()) {
            carriers.put(holder, carrier, null);
            change(holder, each -> each.plusCarriers(-1));
        }
    }

    /** Writes what was settled. */
    void write(Settlement settlement) {
        settlement.limits().forEach((ref, reached) -> change(ref, each -> each.with(reached)));
        for (var each : settlement.identities()) {
            identities.put(each.identity().getRef(), NONE, each.identity());
        }
    }

    /**
     * Notes a change as not settled.
     *
     * @param sequence number of the change
     */
    void note(long sequence, Touch touch) {
        var slot = Long.toString(sequence % RING);
        var stored =
                new RegisterTouch(sequence, touch.timestamp(), touch.isOfCarrier(), touch.refs());
        touches.put(SLOT, slot, stored);
    }

    /** Notes that all changes up to a number are settled. */
    void noteSettled(long sequence) {
        touches.put(SETTLED, NONE, new RegisterTouch(sequence, 0L, false, List.of()));
    }

    /** Number of the last change that is settled. */
    long settled() {
        var settled = touches.get(SETTLED, NONE);
        return settled == null ? 0 : settled.getSequence();
    }

    /** Changes that are not settled, in the order of their numbers. */
    Deque<Touch> unsettled() {
        var settled = settled();
        var found = new ArrayList<RegisterTouch>();
        for (var entry : touches.entries(SLOT, NONE, RING)) {
            if (entry.value().getSequence() > settled) {
                found.add(entry.value());
            }
        }
        found.sort(Comparator.comparingLong(RegisterTouch::getSequence));
        var changes = new ArrayDeque<Touch>();
        for (var each : found) {
            changes.add(new Touch(each.getTimestamp(), each.getIsOfCarrier(), each.getRefs()));
        }
        return changes;
    }

    /** Epoch above which this store's identities begin; null before the first write. */
    @Nullable Long generation() {
        return generation.get(NONE, NONE);
    }

    void writeGeneration(long floor) {
        generation.put(NONE, NONE, floor);
    }
}
