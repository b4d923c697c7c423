package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.IdentityCut;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.step.TypedStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The stores of one ref task, opened. Decoded identities and the cuts in progress are mirrored in
 * memory; a new instance is made whenever the task opens, so mirrors never outlive an abort.
 */
final class RefState {

    private static final int MOST_IDENTITIES = 20_000;

    private final KeyValueStore<RowKey, Event> rows;
    private final TypedStore<Card> cards;
    private final TypedStore<TaskHistory> tasks;
    private final TypedStore<DeviceIdentity> identities;
    private final TypedStore<Long> untimed;
    private final TypedStore<Long> days;
    private final TypedStore<Long> sent;
    private final TypedStore<IdentityCut> storedCuts;
    private final Map<String, IdentityCut> cuts = new HashMap<>();
    private final Map<String, RefIdentity> decoded =
            new LinkedHashMap<>(1024, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, RefIdentity> eldest) {
                    return size() > MOST_IDENTITIES;
                }
            };

    RefState(ProcessingContext context) {
        this.rows = context.getStateStore(StreamsNames.ROWS);
        this.cards =
                TypedStore.of(
                        context.<KeyValueStore<PairKey, byte[]>>getStateStore(StreamsNames.CARDS),
                        StoredRecord.serde(Card.class));
        this.tasks = RefTasks.in(context.getStateStore(StreamsNames.TASKS)).store();
        KeyValueStore<PairKey, byte[]> index = context.getStateStore(StreamsNames.REF_INDEX);
        this.identities =
                TypedStore.of(
                        index, RefIndexKinds.IDENTITIES, StoredRecord.serde(DeviceIdentity.class));
        this.untimed = TypedStore.of(index, RefIndexKinds.UNTIMED, Serdes.Long());
        this.days = TypedStore.of(index, RefIndexKinds.DAYS, Serdes.Long());
        this.sent = TypedStore.of(index, RefIndexKinds.SENT, Serdes.Long());
        this.storedCuts =
                TypedStore.of(index, RefIndexKinds.CUTS, StoredRecord.serde(IdentityCut.class));
        storedCuts
                .owners("", Integer.MAX_VALUE)
                .forEach(entry -> cuts.put(entry.owner(), entry.value()));
    }

    KeyValueStore<RowKey, Event> rows() {
        return rows;
    }

    TypedStore<Long> untimed() {
        return untimed;
    }

    TypedStore<Long> days() {
        return days;
    }

    RefIdentity identity(String ref) {
        var known = decoded.get(ref);
        if (known == null) {
            known = RefIdentity.of(ref, identities.get(ref, ""));
            decoded.put(ref, known);
        }
        return known;
    }

    @Nullable DeviceIdentity identityRecord(String ref) {
        return identities.get(ref, "");
    }

    void putIdentity(String ref, DeviceIdentity identity) {
        identities.put(ref, "", identity);
        decoded.remove(ref);
    }

    @Nullable IdentityCut cut(String ref) {
        return cuts.get(ref);
    }

    List<String> refsInCut() {
        return List.copyOf(cuts.keySet());
    }

    void putCut(String ref, @Nullable IdentityCut cut) {
        storedCuts.put(ref, "", cut);
        if (cut == null) {
            cuts.remove(ref);
        } else {
            cuts.put(ref, cut);
        }
    }

    static PairKey cardKey(String ref, Interval interval) {
        return new PairKey(ref, interval.beginKey());
    }

    @Nullable Card card(PairKey key) {
        return cards.get(key.owner(), key.member());
    }

    void putCard(PairKey key, @Nullable Card card) {
        cards.put(key.owner(), key.member(), card);
    }

    /** A card that has an outbox mark. */
    record MarkedCard(PairKey key, long mark) {}

    /** All cards with a later mark, by mark. Reads every card once. */
    List<MarkedCard> markedCards(long after) {
        var found = new ArrayList<MarkedCard>();
        cards.forEach(card -> {
            if (card.value().getMark() > after) {
                var key = new PairKey(card.owner(), card.member());
                found.add(new MarkedCard(key, card.value().getMark()));
            }
        });
        found.sort(Comparator.comparingLong(MarkedCard::mark));
        return found;
    }

    /** The last mark of a card that was sent; 0 before the first. */
    long sentMark() {
        var mark = sent.get("", "");
        return mark == null ? 0 : mark;
    }

    void putSentMark(long mark) {
        sent.put("", "", mark);
    }

    static PairKey taskKey(String ref, Interval interval, String taskName) {
        return TaskKeys.of(ref, interval.beginTime(), taskName);
    }

    @Nullable TaskHistory task(PairKey key) {
        return tasks.get(key.owner(), key.member());
    }

    void putTask(PairKey key, @Nullable TaskHistory task) {
        tasks.put(key.owner(), key.member(), task);
    }

    /** Tasks of one interval, in the order of their names, at most so many. */
    List<TypedStore.Entry<TaskHistory>> tasks(String ref, Interval interval, int limit) {
        var begin = interval.beginKey();
        // no name of a task begins with a character before '!'
        return tasks.entries(ref, begin + " ", begin + "!", limit);
    }
}
