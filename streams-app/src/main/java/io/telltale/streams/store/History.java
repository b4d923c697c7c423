package io.telltale.streams.store;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.fold.SmsMessage;
import io.telltale.streams.fold.Timelines;
import io.telltale.streams.topology.RefStores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The rows of all refs of a device, merged on read, newest first. */
final class History {

    private static final Comparator<PushActionEvent> NEWEST_PUSH_FIRST =
            Comparator.comparing(History::placeOfPush).reversed();
    private static final Comparator<SmsMessage> NEWEST_MESSAGE_FIRST =
            Comparator.comparing(SmsMessage::orderAt)
                    .thenComparing(SmsMessage::messageId)
                    .reversed();
    private static final Comparator<TimelineEntry> NEWEST_ENTRY_FIRST =
            Comparator.comparing(History::placeOfEntry).reversed();

    private final OpenStores stores;

    History(OpenStores stores) {
        this.stores = stores;
    }

    /**
     * Reads all SMS of the device, since which rows are one message is known only of the whole set.
     */
    Page<SmsMessage, Place> sms(Device device, Piece wanted) {
        var messages =
                messages(device.spans()).stream()
                        .filter(message -> wanted.contains(placeOfSms(message)))
                        .sorted(NEWEST_MESSAGE_FIRST)
                        .limit(wanted.limit() + 1L)
                        .toList();
        return Page.of(messages, wanted.limit(), History::placeOfSms);
    }

    List<SmsMessage> messages(List<RefSpan> spans) {
        var rows = new ArrayList<SmsEvent>();
        for (var span : spans) {
            rows.addAll(newest(span, Place.END, Integer.MAX_VALUE, History::sms));
        }
        return SmsMessage.of(rows);
    }

    List<DeviceStatusEvent> readings(List<RefSpan> spans) {
        var rows = new ArrayList<DeviceStatusEvent>();
        for (var span : spans) {
            rows.addAll(newest(span, Place.END, Integer.MAX_VALUE, History::reading));
        }
        return rows;
    }

    Page<PushActionEvent, Place> pushActions(Device device, Piece wanted) {
        var rows = new ArrayList<PushActionEvent>();
        for (var span : device.spans()) {
            rows.addAll(newest(span, wanted.before(), wanted.limit() + 1, History::pushAction));
        }
        var newest =
                rows.stream()
                        .filter(push -> wanted.contains(placeOfPush(push)))
                        .sorted(NEWEST_PUSH_FIRST)
                        .limit(wanted.limit() + 1L)
                        .toList();
        return Page.of(newest, wanted.limit(), History::placeOfPush);
    }

    /** What happened to the device, with what came and went of its refs. */
    Page<TimelineEntry, Place> timeline(Device device, Set<TimelineFamily> families, Piece wanted) {
        var entries = new ArrayList<TimelineEntry>();
        for (var span : device.spans()) {
            var rows = newest(span, Place.END, Integer.MAX_VALUE, Optional::of);
            entries.addAll(Timelines.of(device.key(), span.ref(), rows));
        }
        entries.addAll(Timelines.ofMembers(device.key(), device.members()));
        var newest =
                entries.stream()
                        .filter(entry -> families.contains(entry.getFamily()))
                        .filter(entry -> wanted.contains(placeOfEntry(entry)))
                        .sorted(NEWEST_ENTRY_FIRST)
                        .limit(wanted.limit() + 1L)
                        .toList();
        return Page.of(newest, wanted.limit(), History::placeOfEntry);
    }

    /** The newest rows of one family before a place, newest first, at most so many. */
    private <T> List<T> newest(
            RefSpan span, Place before, int most, Function<Event, Optional<T>> family) {
        ReadOnlyKeyValueStore<RowKey, Event> rows = stores.open(RefStores.ROWS, span.ref());
        var until = end(span, before);
        var found = new ArrayList<T>();
        try (var all = rows.reverseRange(begin(span), until)) {
            while (all.hasNext() && found.size() < most) {
                var row = all.next();
                if (!row.key.equals(until)) {
                    family.apply(row.value).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static RowKey begin(RefSpan span) {
        var from = span.from();
        return from == null ? RowKey.first(span.ref()) : RowKey.from(span.ref(), from);
    }

    private static RowKey end(RefSpan span, Place before) {
        var to = span.to();
        var end = to == null ? Place.END : Place.atTheBeginOf(to);
        var place = before.compareTo(end) < 0 ? before : end;
        return new RowKey(span.ref(), place.orderAt(), place.eventId());
    }

    private static Optional<SmsEvent> sms(Event row) {
        return row instanceof Event.Sms(var sms) ? Optional.of(sms) : Optional.empty();
    }

    private static Optional<DeviceStatusEvent> reading(Event row) {
        return row instanceof Event.Status(var status) ? Optional.of(status) : Optional.empty();
    }

    private static Optional<PushActionEvent> pushAction(Event row) {
        return row instanceof Event.PushAction(var push) ? Optional.of(push) : Optional.empty();
    }

    /** Stays when another channel tells the message too, with the same time. */
    private static Place placeOfSms(SmsMessage message) {
        return new Place(message.orderAt(), message.messageId());
    }

    private static Place placeOfPush(PushActionEvent push) {
        var key = RowKey.of("", new Event.PushAction(push));
        return new Place(key.orderAt(), key.eventId());
    }

    private static Place placeOfEntry(TimelineEntry entry) {
        return new Place(entry.getSortedAt(), entry.getEventId());
    }
}
