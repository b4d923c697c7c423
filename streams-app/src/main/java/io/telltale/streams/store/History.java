package io.telltale.streams.store;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.fold.SmsMessage;
import io.telltale.streams.topology.FileRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The rows of all refs of a device, merged on read, newest first. */
final class History {

    private static final Comparator<PushActionEvent> NEWEST_PUSH_FIRST =
            Comparator.comparing(History::placeOfPush).reversed();
    private static final Comparator<SmsMessage> NEWEST_MESSAGE_FIRST =
            Comparator.comparing(History::placeOfSms).reversed();

    private final OpenStores stores;

    History(OpenStores stores) {
        this.stores = stores;
    }

    /**
     * Reads all SMS of the device, since which rows are one message is known only of the whole set.
     */
    Page<SmsMessage, Place> sms(Device device, Place before, int limit) {
        var rows = new ArrayList<SmsEvent>();
        for (var ref : device.state().getRefs()) {
            rows.addAll(newest(ref, Place.END, Integer.MAX_VALUE, History::sms));
        }
        var messages =
                SmsMessage.of(rows).stream()
                        .filter(message -> placeOfSms(message).compareTo(before) < 0)
                        .sorted(NEWEST_MESSAGE_FIRST)
                        .limit(limit + 1L)
                        .toList();
        return Page.of(messages, limit, History::placeOfSms);
    }

    Page<PushActionEvent, Place> pushActions(Device device, Place before, int limit) {
        var rows = new ArrayList<PushActionEvent>();
        for (var ref : device.state().getRefs()) {
            rows.addAll(newest(ref, before, limit + 1, History::pushAction));
        }
        var newest = rows.stream().sorted(NEWEST_PUSH_FIRST).limit(limit + 1L).toList();
        return Page.of(newest, limit, History::placeOfPush);
    }

    /** The newest rows of one family before a place, newest first, at most so many. */
    private <T> List<T> newest(
            String ref, Place before, int most, Function<Event, Optional<T>> family) {
        ReadOnlyKeyValueStore<RowKey, Event> rows = stores.open(FileRows.ROWS, ref);
        var until = new RowKey(ref, before.orderAt(), before.eventId());
        var found = new ArrayList<T>();
        try (var all = rows.reverseRange(RowKey.first(ref), until)) {
            while (all.hasNext() && found.size() < most) {
                var row = all.next();
                if (!row.key.equals(until)) {
                    family.apply(row.value).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<SmsEvent> sms(Event row) {
        return row instanceof Event.Sms(var sms) ? Optional.of(sms) : Optional.empty();
    }

    private static Optional<PushActionEvent> pushAction(Event row) {
        return row instanceof Event.PushAction(var push) ? Optional.of(push) : Optional.empty();
    }

    private static Place placeOfSms(SmsMessage message) {
        return new Place(message.orderAt(), message.told().getEventId());
    }

    private static Place placeOfPush(PushActionEvent push) {
        var key = RowKey.of("", new Event.PushAction(push));
        return new Place(key.orderAt(), key.eventId());
    }
}
