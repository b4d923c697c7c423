package io.telltale.streams.sms;

import io.telltale.schemas.record.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one channel reports of one message: one row, or the history rows of one SMS that differ in
 * their delivery status.
 *
 * @param rows one or more, of one channel, exact text and time; ascending by event id
 */
record ChannelReport(List<WindowRow> rows) {

    private static final long SECOND = 1000;

    static final Comparator<ChannelReport> ORDER =
            Comparator.comparingLong((ChannelReport report) -> secondOf(report.begin()))
                    .thenComparing(report -> report.begin().channel(), WindowRow.CHANNEL_ORDER)
                    .thenComparing(report -> report.begin().eventId());

    static long secondOf(WindowRow row) {
        return Math.floorDiv(row.orderAt(), SECOND);
    }

    /** Its row with the smallest event id. */
    WindowRow begin() {
        return rows.getFirst();
    }

    /** The reports in some rows with a provider time, in the order in which they join. */
    static List<ChannelReport> of(Collection<WindowRow> rows) {
        var reports = new ArrayList<ChannelReport>();
        var history = new ArrayList<WindowRow>();
        for (var row : rows) {
            if (row.channel() == Channel.HISTORY) {
                history.add(row);
            } else {
                reports.add(new ChannelReport(List.of(row)));
            }
        }
        reports.addAll(ofHistory(history));
        reports.sort(ORDER);
        return reports;
    }

    /**
     * Rows of one text and time with different delivery statuses are one message; of equal ones the
     * n-th of each status are the n-th message.
     */
    private static List<ChannelReport> ofHistory(List<WindowRow> history) {
        history.sort(Comparator.comparing(WindowRow::eventId));
        var twins = new HashMap<Status, Integer>();
        var messages = new LinkedHashMap<Twin, List<WindowRow>>();
        for (var row : history) {
            var status = new Status(row.exactText(), row.orderAt(), row.providerDeliveryStatus());
            var twin =
                    new Twin(row.exactText(), row.orderAt(), twins.merge(status, 1, Integer::sum));
            messages.computeIfAbsent(twin, _ -> new ArrayList<>()).add(row);
        }
        return messages.values().stream().map(ChannelReport::new).toList();
    }

    private record Status(long exactText, long orderAt, @Nullable String providerStatus) {}

    private record Twin(long exactText, long orderAt, int number) {}
}
