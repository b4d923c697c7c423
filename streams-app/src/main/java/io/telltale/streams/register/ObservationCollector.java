package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.IdPair;
import io.telltale.streams.record.Observation;
import io.telltale.streams.record.RegisterUpdate;
import io.telltale.streams.record.RememberedPlace;
import io.telltale.streams.step.TypedStore;
import io.telltale.streams.step.TypedStore.Entry;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers with which holders events named a ref, and derives what the register has to know of it.
 * Lives in the task of the named ref; a repeat, and a confirmation later the same day, change
 * nothing.
 *
 * <p>Of a pair of device ids the earliest place is kept; of a carrier and a holder the first place
 * of each UTC day of the event's own time.
 */
public final class ObservationCollector {

    /** Prefix of remembered places in the store {@code ref-index}. */
    public static final char PREFIX = 'o';

    /** Most remembered places of one carrier. */
    static final int MOST_PLACES = 1_024;

    private static final Serde<RememberedPlace> PLACES = StoredRecord.serde(RememberedPlace.class);
    private static final long DAY = 86_400_000;

    /** Sorts before every ref, because refs begin with a lower-case letter. */
    private static final String GENERATION = "#generation";

    private static final int PAGE = 1_000;

    private final TypedStore<RememberedPlace> places;

    /**
     * A collector over the store of a task.
     *
     * @param refIndex the store {@code ref-index}
     */
    public ObservationCollector(KeyValueStore<PairKey, byte[]> refIndex) {
        this.places = TypedStore.of(refIndex, PREFIX, PLACES);
    }

    /**
     * Remembers an observation. Returns the update for the register with its key, or null where
     * nothing changes for it.
     *
     * @throws UnprocessableRecordException before any write, if a carrier has too many places
     */
    public @Nullable KeyValue<String, RegisterUpdate> collect(
            String named, Observation observation) {
        return isCarrier(named) ? carrier(named, observation) : pair(named, observation);
    }

    private @Nullable KeyValue<String, RegisterUpdate> pair(String named, Observation observation) {
        var member = observation.getHolder() + " ";
        var known = places.get(named, member);
        if (known != null && place(known).compareTo(place(observation)) <= 0) {
            return null;
        }
        places.put(named, member, remembered(observation));
        return pairUpdate(named, observation.getHolder(), remembered(observation));
    }

    private @Nullable KeyValue<String, RegisterUpdate> carrier(
            String carrier, Observation observation) {
        var holder = observation.getHolder();
        var place = place(observation);
        var member = holder + " " + Math.floorDiv(observation.getOrderAt(), DAY);
        var known = places.get(carrier, member);
        if (known != null && place(known).compareTo(place) <= 0) {
            return null;
        }
        var entries = places.entries(carrier, "", MOST_PLACES + 1);
        if (known == null && entries.size() >= MOST_PLACES) {
            throw new UnprocessableRecordException(Fault.TOO_MUCH_WORK);
        }
        var before = remembered(entries);
        var after = new ArrayList<>(before);
        if (known != null) {
            after.remove(new RememberedHolder(holder, place(known)));
        }
        after.add(new RememberedHolder(holder, place));
        var transitions = CarrierHistory.of(after);
        var isChanged = !transitions.equals(CarrierHistory.of(before));
        places.put(carrier, member, remembered(observation));
        return isChanged
                ? KeyValue.pair(carrier, new RegisterUpdate(transitions, null, null))
                : null;
    }

    /**
     * The updates by which the register learns again what is remembered of a ref. For a register
     * that lost its facts; it takes repeats as such.
     */
    public List<KeyValue<String, RegisterUpdate>> again(String named) {
        var entries = all(named);
        if (isCarrier(named)) {
            var transitions = CarrierHistory.of(remembered(entries));
            return List.of(KeyValue.pair(named, new RegisterUpdate(transitions, null, null)));
        }
        return entries.stream()
                .map(entry -> pairUpdate(named, holder(entry), entry.value()))
                .toList();
    }

    /**
     * The next ref that has remembered places; null behind the last.
     *
     * @param named the ref before it; empty for the first
     */
    @Nullable String refAfter(String named) {
        var after = named.isEmpty() ? GENERATION : named;
        var next = places.owners(after, 1);
        return next.isEmpty() ? null : next.getFirst().owner();
    }

    /** The generation of the register that everything was last sent to; 0 for none. */
    long generation() {
        var stored = places.get(GENERATION, "");
        return stored == null ? 0 : stored.getOrderAt();
    }

    /** Notes that everything was sent to a generation of the register. */
    void noteGeneration(long generation) {
        places.put(GENERATION, "", new RememberedPlace(generation, ""));
    }

    private List<Entry<RememberedPlace>> all(String named) {
        var found = new ArrayList<>(places.entries(named, "", PAGE));
        var added = found.size();
        while (added == PAGE) {
            var next = places.entries(named, found.getLast().member(), PAGE);
            found.addAll(next);
            added = next.size();
        }
        return found;
    }

    private static List<RememberedHolder> remembered(List<Entry<RememberedPlace>> entries) {
        return entries.stream()
                .map(entry -> new RememberedHolder(holder(entry), place(entry.value())))
                .toList();
    }

    private static String holder(Entry<RememberedPlace> entry) {
        return entry.member().substring(0, entry.member().lastIndexOf(' '));
    }

    /** The holder comes first: it is the first device id of the event in kind order. */
    private static KeyValue<String, RegisterUpdate> pairUpdate(
            String named, String holder, RememberedPlace place) {
        var pair = new IdPair(place.getOrderAt(), place.getEventId());
        return KeyValue.pair(holder + " " + named, new RegisterUpdate(null, pair, null));
    }

    private static boolean isCarrier(String ref) {
        return DeviceRef.parse(ref).kind().isCarrier();
    }

    private static RememberedPlace remembered(Observation observation) {
        return new RememberedPlace(observation.getOrderAt(), observation.getEventId());
    }

    private static EventPosition place(Observation observation) {
        return new EventPosition(observation.getOrderAt(), observation.getEventId());
    }

    private static EventPosition place(RememberedPlace stored) {
        return new EventPosition(stored.getOrderAt(), stored.getEventId());
    }
}
