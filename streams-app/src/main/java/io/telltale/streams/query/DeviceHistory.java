package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.device.RefSpan;
import io.telltale.streams.ref.TimelineEntries;
import io.telltale.streams.sms.SmsMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Histories of a device, merged on read from the rows of its refs, newest first.
 *
 * <p>A page looks at {@value #MOST_ROWS} rows at most. Where that is not enough to fill it, it is
 * short, or empty, and its cursor goes on behind the last row looked at.
 */
final class DeviceHistory {

    /** Rows that one page may look at; of SMS, rounded up to a whole quarter of an hour. */
    static final int MOST_ROWS = 2_000;

    /** Rows that many messages have: one by each channel. */
    private static final int ROWS_OF_MESSAGE = 2;

    private static final Comparator<SmsMessage> NEWEST_FIRST =
            Comparator.comparing((SmsMessage message) -> positionOf(message)).reversed();

    private final ClusterReads reads;

    DeviceHistory(ClusterReads reads) {
        this.reads = reads;
    }

    Page<PushActionEvent, HistoryPosition> pushActions(Device device, PageRequest wanted) {
        return page(device, EnumSet.of(TimelineFamily.PUSH), wanted, (_, event) -> push(event));
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
        Page<TimelineEntry, HistoryPosition> rows =
                page(
                        device,
                        families,
                        wanted,
                        (span, event) ->
                                Optional.of(TimelineEntries.of(device.key(), span.ref(), event)));
        return families.contains(TimelineFamily.IDENTITY)
                ? withIdentities(device, wanted, rows)
                : rows;
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
            Device device,
            Set<TimelineFamily> families,
            PageRequest wanted,
            BiFunction<RefSpan, Event, Optional<T>> item) {
        var found = new ArrayList<T>();
        HistoryPosition last = null;
        var looked = 0;
        try (var rows =
                rows(device, families, wanted.before(), wanted.from(), wanted.limit() + 1)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                if (found.size() == wanted.limit() || looked == MOST_ROWS) {
                    return new Page<>(found, Optional.ofNullable(last));
                }
                if (row.event() != null) {
                    item.apply(row.span(), row.event()).ifPresent(found::add);
                }
                last = row.position();
                looked++;
            }
        }
        return new Page<>(found, Optional.empty());
    }

    private RowIterator rows(
            Device device,
            Set<TimelineFamily> families,
            HistoryPosition before,
            Instant from,
            int soon) {
        var ranges =
                device.spans().stream()
                        .map(span -> RowRange.of(span, before, from))
                        .filter(range -> !range.isEmpty())
                        .toList();
        return new MergedRows(
                reads.each(
                        StreamsNames.ROWS,
                        ranges,
                        RowRange::ref,
                        (part, own) -> part.rows(own, families, soon)));
    }

    /**
     * Messages of the device. Rows of one message lie in one quarter of an hour, so quarters are
     * read whole.
     */
    Page<SmsMessage, HistoryPosition> sms(Device device, PageRequest wanted) {
        var found = new ArrayList<SmsMessage>();
        var looked = 0;
        try (var rows =
                rows(
                        device,
                        EnumSet.of(TimelineFamily.SMS),
                        SmsQuarter.endOf(wanted.before()),
                        SmsQuarter.beginOf(wanted.from()),
                        ROWS_OF_MESSAGE * wanted.limit())) {
            var row = rows.next();
            while (row != null) {
                var quarter = new SmsQuarter(row.position());
                while (row != null && quarter.contains(row.position())) {
                    quarter.add(row);
                    row = rows.next();
                    looked++;
                }
                quarter.messages().stream()
                        .filter(message -> wanted.contains(positionOf(message)))
                        .sorted(NEWEST_FIRST)
                        .forEach(found::add);
                if (row != null && (found.size() > wanted.limit() || looked >= MOST_ROWS)) {
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
}
