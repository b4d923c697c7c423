package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.streams.ref.TimelineEntries;
import io.telltale.streams.sms.SmsMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Histories of a device, merged on read from the rows of its refs, newest first.
 *
 * <p>A page looks at {@value #MOST_ROWS} rows at most. Where that is not enough to fill it, it is
 * short, or empty, and its cursor goes on behind the last row looked at.
 */
final class DeviceHistory {

    /** Rows that one page may look at; of SMS, rounded up to a whole quarter of an hour. */
    static final int MOST_ROWS = 2_000;

    private static final Comparator<SmsMessage> NEWEST_FIRST =
            Comparator.comparing((SmsMessage message) -> positionOf(message)).reversed();

    private final ClusterReads reads;

    DeviceHistory(ClusterReads reads) {
        this.reads = reads;
    }

    Page<PushActionEvent, HistoryPosition> pushActions(Device device, PageRequest wanted) {
        return page(device, wanted, row -> push(row.event()));
    }

    private static Optional<PushActionEvent> push(Event event) {
        return event instanceof Event.PushAction(var push) ? Optional.of(push) : Optional.empty();
    }

    /**
     * Everything that happened to the device, and which refs joined or left it. A reading that only
     * confirms the one before it is left out.
     */
    Page<TimelineEntry, HistoryPosition> timeline(
            Device device, Set<TimelineFamily> families, PageRequest wanted) {
        var confirmed = new ConfirmingReadings(reads);
        Page<TimelineEntry, HistoryPosition> rows =
                page(device, wanted, row -> entry(device, families, confirmed, row));
        return families.contains(TimelineFamily.IDENTITY)
                ? withIdentities(device, wanted, rows)
                : rows;
    }

    private static Optional<TimelineEntry> entry(
            Device device,
            Set<TimelineFamily> families,
            ConfirmingReadings confirmed,
            MergedRows.Row row) {
        if (!families.contains(family(row.event()))
                || (row.event() instanceof Event.Status(DeviceStatusEvent reading)
                        && confirmed.contains(row.span(), reading))) {
            return Optional.empty();
        }
        return Optional.of(TimelineEntries.of(device.key(), row.span().ref(), row.event()));
    }

    private static TimelineFamily family(Event event) {
        return switch (event) {
            case Event.Status _ -> TimelineFamily.STATUS;
            case Event.Sms _ -> TimelineFamily.SMS;
            case Event.PushAction _ -> TimelineFamily.PUSH;
        };
    }

    /** Merges changes of the roster into a page, as far as the page goes. */
    private static Page<TimelineEntry, HistoryPosition> withIdentities(
            Device device, PageRequest wanted, Page<TimelineEntry, HistoryPosition> rows) {
        var all = new ArrayList<>(rows.items());
        for (var entry : TimelineEntries.ofMembers(device.key(), device.members())) {
            var position = positionOf(entry);
            if (wanted.contains(position)
                    && rows.last().map(last -> position.compareTo(last) >= 0).orElse(true)) {
                all.add(entry);
            }
        }
        all.sort(Comparator.comparing((TimelineEntry entry) -> positionOf(entry)).reversed());
        return all.size() > wanted.limit()
                ? Page.of(all, wanted.limit(), DeviceHistory::positionOf)
                : new Page<>(all, rows.last());
    }

    private static HistoryPosition positionOf(TimelineEntry entry) {
        return new HistoryPosition(entry.getSortedAt(), entry.getEventId());
    }

    private <T> Page<T, HistoryPosition> page(
            Device device, PageRequest wanted, Function<MergedRows.Row, Optional<T>> item) {
        var found = new ArrayList<T>();
        HistoryPosition last = null;
        try (var rows = new MergedRows(reads, device.spans(), wanted.before(), wanted.from())) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                if (found.size() == wanted.limit() || rows.looked() > MOST_ROWS) {
                    return new Page<>(found, Optional.ofNullable(last));
                }
                item.apply(row).ifPresent(found::add);
                last = row.position();
            }
        }
        return new Page<>(found, Optional.empty());
    }

    /**
     * Messages of the device. Rows of one message lie in one quarter of an hour, so quarters are
     * read whole.
     */
    Page<SmsMessage, HistoryPosition> sms(Device device, PageRequest wanted) {
        var found = new ArrayList<SmsMessage>();
        try (var rows =
                new MergedRows(
                        reads,
                        device.spans(),
                        SmsQuarter.endOf(wanted.before()),
                        SmsQuarter.beginOf(wanted.from()))) {
            var row = rows.next();
            while (row != null) {
                var quarter = new SmsQuarter(row.position());
                while (row != null && quarter.contains(row.position())) {
                    quarter.add(row);
                    row = rows.next();
                }
                quarter.messages().stream()
                        .filter(message -> wanted.contains(positionOf(message)))
                        .sorted(NEWEST_FIRST)
                        .forEach(found::add);
                if (row != null && (found.size() > wanted.limit() || rows.looked() > MOST_ROWS)) {
                    return shortPage(found, wanted.limit(), quarter);
                }
            }
        }
        return Page.of(found, wanted.limit(), DeviceHistory::positionOf);
    }

    private static Page<SmsMessage, HistoryPosition> shortPage(
            List<SmsMessage> found, int limit, SmsQuarter last) {
        return found.size() > limit
                ? Page.of(found, limit, DeviceHistory::positionOf)
                : new Page<>(found, Optional.of(last.begin()));
    }

    private static HistoryPosition positionOf(SmsMessage message) {
        return new HistoryPosition(message.orderAt(), message.messageId());
    }

    /** The SMS of a row, or null. */
    static @Nullable SmsEvent sms(Event event) {
        return event instanceof Event.Sms(var sms) ? sms : null;
    }
}
