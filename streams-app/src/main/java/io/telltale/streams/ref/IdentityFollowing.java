package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.IdentityCut;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.sms.SmsRows;
import io.telltale.streams.step.RecordSizeGuard;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Follows a new identity of a ref: takes its parts from the devices it left, sums its rows again
 * for intervals with other bounds, and moves its SMS rows.
 *
 * <p>Rows are gone through at most {@value #SLICE} at a time. What is done is kept in an {@link
 * IdentityCut}, so a crash goes on where it was. Until the cut is through, no part of the ref is
 * sent, and its device is not whole. Cuts observe nothing.
 */
final class IdentityFollowing {

    /** Rows, or tasks, looked at in one go. */
    static final int SLICE = 1_000;

    private final RefState state;
    private final RefOutputs outputs;
    private final PartOutbox outbox;

    IdentityFollowing(RefState state, RefOutputs outputs, PartOutbox outbox) {
        this.state = state;
        this.outputs = outputs;
        this.outbox = outbox;
    }

    /**
     * Follows an identity; an older epoch than the known one changes nothing.
     *
     * @throws UnprocessableRecordException if the identity is missing or too large to pass on;
     *     nothing is written then
     */
    void follow(Record<String, RefInput> record, @Nullable DeviceIdentity identity) {
        if (identity == null) {
            throw new UnprocessableRecordException(Fault.NO_VALUE);
        }
        var ref = record.key();
        RecordSizeGuard.required(identity);
        var cut = state.cut(ref);
        var pending = cut == null ? null : cut.getPending();
        var before = pending == null ? state.identityRecord(ref) : pending;
        if (before != null && before.getEpoch() >= identity.getEpoch()) {
            return;
        }
        passRosterOn(ref, before, identity, record.timestamp(), record.headers());
        if (cut == null) {
            begin(ref, before, identity, record.timestamp());
        } else {
            state.putCut(ref, IdentityCut.newBuilder(cut).setPending(identity).build());
        }
    }

    /** Goes on with every cut, a slice each. */
    void goOn() {
        state.refsInCut().forEach(this::goOn);
    }

    private void passRosterOn(
            String ref,
            @Nullable DeviceIdentity before,
            DeviceIdentity now,
            long at,
            Headers cause) {
        var membersBefore = before == null ? List.<Member>of() : before.getMembers();
        if (membersBefore.isEmpty() && now.getMembers().isEmpty()) {
            return;
        }
        outputs.roster(ref, now, at);
        TimelineEntries.ofChange(
                        ref,
                        membersBefore,
                        now.getMembers(),
                        now.getEpoch(),
                        Instant.ofEpochMilli(at))
                .forEach(entry -> outputs.timeline(entry, at, cause));
    }

    private void begin(
            String ref, @Nullable DeviceIdentity before, DeviceIdentity target, long at) {
        var had = RefIdentity.of(ref, before);
        var now = RefIdentity.of(ref, target);
        state.putIdentity(ref, target);
        for (var interval : had.intervals()) {
            if (!now.hasPart(interval) && wasSent(ref, before, interval)) {
                outputs.part(interval.deviceKey(), gone(ref, interval, now.epoch()), at);
            }
        }
        if (had.intervals().equals(now.intervals()) || !hasRows(ref, had)) {
            sendParts(ref, at);
            return;
        }
        // a row before every row: none has been looked at
        state.putCut(ref, new IdentityCut(before, target, false, Long.MIN_VALUE, "", at, null));
        goOn(ref);
    }

    /** Before its first identity a ref without rows has sent nothing. */
    private boolean wasSent(String ref, @Nullable DeviceIdentity before, Interval interval) {
        return before != null || state.card(RefState.cardKey(ref, interval)) != null;
    }

    private boolean hasRows(String ref, RefIdentity had) {
        return had.intervals().stream()
                .anyMatch(interval -> state.card(RefState.cardKey(ref, interval)) != null);
    }

    private static RefPart gone(String ref, Interval interval, long epoch) {
        return new RefPart(
                ref, interval.validFrom(), interval.validTo(), epoch, true, null, List.of());
    }

    private void goOn(String ref) {
        var cut = state.cut(ref);
        if (cut == null) {
            return;
        }
        var had = RefIdentity.of(ref, cut.getBefore());
        var now = RefIdentity.of(ref, cut.getTarget());
        if (!cut.getAreTasksDeleted()) {
            if (!deleteSums(ref, had, now)) {
                return;
            }
            cut = IdentityCut.newBuilder(cut).setAreTasksDeleted(true).build();
            state.putCut(ref, cut);
        }
        var slice = slice(ref, cut);
        sum(ref, slice, had, now, cut.getCausedAt());
        if (slice.size() < SLICE) {
            end(ref, cut);
            return;
        }
        var last = slice.getLast().key;
        state.putCut(
                ref,
                IdentityCut.newBuilder(cut)
                        .setAfterAt(last.orderAt().toEpochMilli())
                        .setAfterEventId(last.eventId())
                        .build());
    }

    /** Deletes what intervals with other bounds came to; false while tasks are left. */
    private boolean deleteSums(String ref, RefIdentity had, RefIdentity now) {
        var left = SLICE;
        for (var interval : had.intervals()) {
            if (now.hasBounds(interval)) {
                continue;
            }
            state.putCard(RefState.cardKey(ref, interval), null);
            var tasks = state.tasks(ref, interval, left);
            tasks.forEach(task -> state.putTask(new PairKey(task.owner(), task.member()), null));
            left -= tasks.size();
            if (left <= 0) {
                return false;
            }
        }
        return true;
    }

    private List<KeyValue<RowKey, Event>> slice(String ref, IdentityCut cut) {
        var after = new RowKey(ref, Instant.ofEpochMilli(cut.getAfterAt()), cut.getAfterEventId());
        var found = new ArrayList<KeyValue<RowKey, Event>>();
        try (var rows = state.rows().range(after, RowKey.last(ref))) {
            while (rows.hasNext() && found.size() < SLICE) {
                var row = rows.next();
                if (!row.key.equals(after)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private void sum(
            String ref,
            List<KeyValue<RowKey, Event>> slice,
            RefIdentity had,
            RefIdentity now,
            long at) {
        var cards = new LinkedHashMap<PairKey, Card>();
        var tasks = new LinkedHashMap<PairKey, TaskHistory>();
        for (var row : slice) {
            var orderAt = row.key.orderAt().toEpochMilli();
            var interval = now.at(orderAt);
            if (!had.hasBounds(interval)) {
                add(ref, row, interval, cards, tasks);
            }
            var left = had.at(orderAt).deviceKey();
            if (row.value instanceof Event.Sms(var sms) && !left.equals(interval.deviceKey())) {
                outputs.sms(left, SmsRows.of(ref, sms, true), at);
                outputs.sms(interval.deviceKey(), SmsRows.of(ref, sms, false), at);
            }
        }
        cards.forEach(state::putCard);
        tasks.forEach(state::putTask);
    }

    /** Rows come in their order, so a reading never needs its neighbours but in its millisecond. */
    private void add(
            String ref,
            KeyValue<RowKey, Event> row,
            Interval interval,
            Map<PairKey, Card> cards,
            Map<PairKey, TaskHistory> tasks) {
        var cardKey = RefState.cardKey(ref, interval);
        var card =
                Optional.ofNullable(cards.getOrDefault(cardKey, state.card(cardKey)))
                        .orElseGet(Cards::empty);
        PushActions.Change push = null;
        var isNewTask = false;
        if (row.value instanceof Event.Status(var reading)) {
            var taskKey = RefState.taskKey(ref, interval, Readings.taskName(reading));
            var known = tasks.getOrDefault(taskKey, state.task(taskKey));
            isNewTask = known == null;
            history(known, reading, row.key).ifPresent(it -> tasks.put(taskKey, it));
        } else if (row.value instanceof Event.PushAction(var action)) {
            push = PushActions.change(action, summedBefore(row.key, action));
        }
        cards.put(cardKey, Cards.added(card, row.value, push, isNewTask));
    }

    /** Rows of the same push action that the cut has summed already. */
    private List<PushActionEvent> summedBefore(RowKey key, PushActionEvent push) {
        try {
            return new PushRows(state)
                    .same(key, push).stream()
                            .filter(row ->
                                    RowKey.of(key.ref(), new Event.PushAction(row)).compareTo(key)
                                            < 0)
                            .toList();
        } catch (UnprocessableRecordException _) {
            return List.of();
        }
    }

    /** A reading that needs too much work stays a row; its task goes on without it. */
    private Optional<TaskHistory> history(
            @Nullable TaskHistory known, DeviceStatusEvent reading, RowKey key) {
        try {
            var neighbours = new RowNeighbours(state.rows(), key.ref(), key);
            return Optional.of(TaskHistories.added(known, reading, neighbours));
        } catch (UnprocessableRecordException _) {
            return Optional.ofNullable(known);
        }
    }

    private void end(String ref, IdentityCut cut) {
        state.putCut(ref, null);
        var pending = cut.getPending();
        if (pending == null) {
            sendParts(ref, cut.getCausedAt());
        } else {
            begin(ref, cut.getTarget(), pending, cut.getCausedAt());
        }
    }

    /** Parts with rows go through the outbox, those without at once. */
    private void sendParts(String ref, long at) {
        for (var interval : state.identity(ref).intervals()) {
            var key = RefState.cardKey(ref, interval);
            var card = state.card(key);
            if (card == null) {
                outputs.part(interval.deviceKey(), outbox.part(ref, interval, null), at);
            } else {
                state.putCard(key, Cards.changed(card, outbox.mark(key), at));
            }
        }
    }
}
