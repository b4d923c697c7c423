package io.telltale.streams.sms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the messages behind the rows of one block: a pure function of the set, whatever the order.
 *
 * <p>Rows with a provider time join within one minute only, see {@link SmsWindow}; rows without one
 * then join the nearest message of the block. Both joins leave out texts that cannot be one: two
 * different texts that both hold characters outside printable ASCII.
 */
public final class SmsWindows {

    /** Beyond so many rows of a block no rows are joined. */
    public static final int MOST_ROWS = 1_000;

    /** Length of a window, in milliseconds. */
    static final long MINUTE = 60 * 1000L;

    private static final Comparator<WindowRow> BY_TIME =
            Comparator.comparingLong(WindowRow::orderAt).thenComparing(WindowRow::eventId);

    private SmsWindows() {}

    /** The number of the minute that holds a time in milliseconds: the window of timed rows. */
    public static long minuteOf(long orderAt) {
        return Math.floorDiv(orderAt, MINUTE);
    }

    /**
     * The messages of one block. Of a block with more than {@value #MOST_ROWS} rows these are the
     * rows of the fullest channel of each exact text.
     *
     * @param rows rows of one block, each once, in any order
     */
    public static List<RowsOfMessage> messages(Collection<WindowRow> rows) {
        if (rows.size() > MOST_ROWS) {
            return FullestChannel.messages(rows);
        }
        var messages = new ArrayList<OpenMessage>();
        var minutes = new TreeMap<Long, List<WindowRow>>();
        var untimed = new ArrayList<WindowRow>();
        for (var row : rows) {
            if (row.isTimed()) {
                minutes.computeIfAbsent(minuteOf(row.orderAt()), _ -> new ArrayList<>()).add(row);
            } else {
                untimed.add(row);
            }
        }
        minutes.values().forEach(window -> messages.addAll(SmsWindow.messages(window)));
        untimed.sort(BY_TIME);
        untimed.forEach(row -> joinNearest(messages, row));
        return messages.stream().map(OpenMessage::rows).toList();
    }

    private static void joinNearest(List<OpenMessage> messages, WindowRow row) {
        Predicate<OpenMessage> lacksChannel = message -> message.lacks(row.channel());
        var report = new ChannelReport(List.of(row));
        OpenMessage.nearest(messages, row, lacksChannel.and(message -> message.hasText(row)))
                .or(() ->
                        OpenMessage.nearest(
                                messages, row, lacksChannel.and(message -> message.mayBe(row))))
                .ifPresentOrElse(
                        message -> message.add(report),
                        () -> messages.add(new OpenMessage(report)));
    }
}
