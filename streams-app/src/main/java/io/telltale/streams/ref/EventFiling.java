package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.campaign.CampaignMembers;
import io.telltale.streams.campaign.CampaignStandings;
import io.telltale.streams.campaign.MemberChange;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.record.Card;
import io.telltale.streams.record.IdentityCut;
import io.telltale.streams.record.Observation;
import io.telltale.streams.record.SentObservation;
import io.telltale.streams.record.SmsRow;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.register.EventObservations;
import io.telltale.streams.register.EventPosition;
import io.telltale.streams.register.Junk;
import io.telltale.streams.register.Observed;
import io.telltale.streams.sms.SmsRows;
import io.telltale.streams.step.Deciding;
import io.telltale.streams.step.RecordSizeGuard;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Files an event as a row of its ref and adds it to the ref's card and task.
 *
 * <p>Idempotent: an event whose row is there changes nothing. Everything is decided before the
 * first write, since a row without its sums could never be counted later.
 */
final class EventFiling {

    private final RefState state;
    private final RefOutputs outputs;
    private final PartOutbox outbox;
    private final CampaignMembers members;
    private final Junk junk;

    EventFiling(
            RefState state,
            RefOutputs outputs,
            PartOutbox outbox,
            CampaignMembers members,
            Junk junk) {
        this.state = state;
        this.outputs = outputs;
        this.outbox = outbox;
        this.members = members;
        this.junk = junk;
    }

    /**
     * What a row adds to the sums of its interval.
     *
     * @param card the card with the row
     * @param taskKey key of its task; null unless it is a reading
     * @param task the task with the row; null unless it is a reading
     * @param sms the row as its device counts it; null unless it is an SMS
     */
    private record Sums(
            Card card,
            @Nullable PairKey taskKey,
            @Nullable TaskHistory task,
            @Nullable SmsRow sms) {}

    /**
     * Everything that one event changes, decided before anything of it is written.
     *
     * @param card the ref's card of the interval as it was; null without one
     * @param sums null where a cut will sum the row later
     * @param change of a campaign; null where the event is of none
     * @param observed what named refs may not know yet
     */
    private record Filing(
            RowKey key,
            Event event,
            PairKey cardKey,
            Interval interval,
            @Nullable Card card,
            TimelineEntry entry,
            @Nullable Sums sums,
            @Nullable MemberChange change,
            List<SentObservation> observed) {}

    /**
     * Files an event.
     *
     * @throws UnprocessableRecordException if its refs are malformed, it is too large, or needs too
     *     much work; nothing is written then
     */
    void file(Record<String, RefInput> record, Event event) {
        var filing = Deciding.of(() -> decide(record.key(), event));
        if (filing != null) {
            write(filing, record);
        }
    }

    /** Null where the row is there. */
    private @Nullable Filing decide(String ref, Event event) {
        requireRefs(ref, event);
        var key = RowKey.of(ref, event);
        var orderAt = key.orderAt().toEpochMilli();
        var identity = state.identity(ref);
        var interval = identity.at(orderAt);
        var cardKey = RefState.cardKey(ref, interval);
        var card = state.card(cardKey);
        var cut = state.cut(ref);
        var isNewest =
                cut == null
                        && identity.isUndivided()
                        && Cards.isTimed(event)
                        && (card == null
                                || (card.getNewestAt() < orderAt && card.getUntimedRows() == 0));
        var hasUntimed =
                cut != null
                        || !identity.isUndivided()
                        || (card != null && card.getUntimedRows() > 0);
        if (!isNewest && isFiled(key, event, hasUntimed)) {
            return null;
        }
        var before = card == null ? Cards.empty() : card;
        var place = new EventPosition(orderAt, event.eventId());
        return new Filing(
                key,
                event,
                cardKey,
                interval,
                card,
                RecordSizeGuard.required(TimelineEntries.of(interval.deviceKey(), ref, event)),
                cut == null || isPassed(cut, key)
                        ? sums(before, key, interval, event, isNewest)
                        : null,
                CampaignStandings.of(event).map(members::prepare).orElse(null),
                unsent(before, EventObservations.of(event.devices(), place, junk)));
    }

    private void write(Filing filing, Record<String, RefInput> record) {
        state.rows().put(filing.key(), filing.event());
        putIndexes(filing.key(), filing.event(), filing.card());
        if (filing.change() != null) {
            members.apply(filing.change());
        }
        putSums(filing, record.timestamp());
        forward(record, filing.entry(), filing.observed());
    }

    /** Producers bring refs to their one spelling; another one would be another device. */
    private static void requireRefs(String key, Event event) {
        if (!DeviceRef.isKept(key) || !event.devices().stream().allMatch(DeviceRef::isKept)) {
            throw new UnprocessableRecordException(Fault.BAD_KEY);
        }
    }

    /**
     * Whether the row is there, at its time or at ours.
     *
     * @param hasUntimed whether the ref may have rows at our time
     */
    private boolean isFiled(RowKey key, Event event, boolean hasUntimed) {
        var occurredAt = event.occurredAt();
        return state.rows().get(key) != null
                || (hasUntimed && state.untimed().get(key.ref(), key.eventId()) != null)
                || (occurredAt != null
                        && !occurredAt.equals(key.orderAt())
                        && state.rows().get(new RowKey(key.ref(), occurredAt, key.eventId()))
                                != null);
    }

    /** Rows behind the position of a cut are summed when the cut reaches them. */
    private static boolean isPassed(IdentityCut cut, RowKey key) {
        var orderAt = key.orderAt().toEpochMilli();
        return cut.getAreTasksDeleted()
                && (orderAt < cut.getAfterAt()
                        || (orderAt == cut.getAfterAt()
                                && key.eventId().compareTo(cut.getAfterEventId()) <= 0));
    }

    private Sums sums(Card card, RowKey key, Interval interval, Event event, boolean isNewest) {
        return switch (event) {
            case Event.Status(var reading) -> {
                var taskKey = RefState.taskKey(key.ref(), interval, Readings.taskName(reading));
                var known = state.task(taskKey);
                yield new Sums(
                        Cards.added(card, event, null, known == null),
                        taskKey,
                        history(known, reading, key.ref()),
                        null);
            }
            case Event.Sms(var sms) ->
                    new Sums(
                            Cards.added(card, event, null, false),
                            null,
                            null,
                            SmsRows.of(key.ref(), sms, false));
            case Event.PushAction(var push) -> {
                var same = isNewest ? List.<PushActionEvent>of() : samePushes(key, push);
                yield new Sums(
                        Cards.added(card, event, PushActions.change(push, same), false),
                        null,
                        null,
                        null);
            }
        };
    }

    private TaskHistory history(
            @Nullable TaskHistory known, DeviceStatusEvent reading, String ref) {
        return TaskHistories.added(known, reading, new RowNeighbours(state.rows(), ref, null));
    }

    private List<PushActionEvent> samePushes(RowKey key, PushActionEvent push) {
        return new PushRows(state).same(key, push);
    }

    /** Those that the named ref's task may not know yet. */
    private static List<SentObservation> unsent(Card card, List<Observed> observed) {
        var unsent = new ArrayList<SentObservation>();
        for (var each : observed) {
            var day = Math.toIntExact(Math.floorDiv(each.place().orderAt(), 86_400_000L));
            var observation =
                    new SentObservation(
                            each.named(),
                            each.holder(),
                            day,
                            each.place().orderAt(),
                            each.place().eventId());
            if (!Cards.isSent(card, observation)) {
                unsent.add(observation);
            }
        }
        return unsent;
    }

    private void putIndexes(RowKey key, Event event, @Nullable Card card) {
        if (!Cards.isTimed(event)) {
            state.untimed().put(key.ref(), key.eventId(), key.orderAt().toEpochMilli());
        }
        var day = dayOf(event.observedAt().toEpochMilli());
        if (card == null || !dayOf(card.getLastObservedAt()).equals(day)) {
            state.days().put(day, key.ref(), 1L);
        }
    }

    /** The UTC day of a time, as ISO 8601 has it. */
    static String dayOf(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC).toString();
    }

    private void putSums(Filing filing, long at) {
        var sums = filing.sums();
        if (sums == null) {
            return;
        }
        if (sums.taskKey() != null) {
            state.putTask(sums.taskKey(), sums.task());
        }
        var card = sums.card();
        for (var observation : filing.observed()) {
            card = Cards.sent(card, observation);
        }
        state.putCard(filing.cardKey(), Cards.changed(card, outbox.mark(filing.cardKey()), at));
        if (sums.sms() != null) {
            outputs.sms(filing.interval().deviceKey(), sums.sms(), at);
        }
    }

    private void forward(
            Record<String, RefInput> record, TimelineEntry entry, List<SentObservation> observed) {
        outputs.timeline(entry, record.timestamp(), record.headers());
        for (var each : observed) {
            outputs.observation(
                    each.getNamed(),
                    new Observation(each.getHolder(), each.getOrderAt(), each.getEventId()),
                    record.timestamp());
        }
    }
}
