package io.telltale.streams.sms;

import io.telltale.schemas.record.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A message that further rows can join. */
final class OpenMessage {

    private final ChannelReport first;
    private final List<WindowRow> rows;
    private final Set<Channel> channels;

    OpenMessage(ChannelReport first) {
        this.first = first;
        this.rows = new ArrayList<>(first.rows());
        this.channels = EnumSet.of(first.begin().channel());
    }

    WindowRow begin() {
        return first.begin();
    }

    RowsOfMessage rows() {
        return new RowsOfMessage(rows);
    }

    boolean lacks(Channel channel) {
        return !channels.contains(channel);
    }

    boolean hasText(WindowRow row) {
        return begin().exactText() == row.exactText();
    }

    /** Whether the row can be this message: a text outside ASCII is no other such text. */
    boolean mayBe(WindowRow row) {
        return row.isPlain()
                || rows.stream()
                        .allMatch(own -> own.isPlain() || own.exactText() == row.exactText());
    }

    void add(ChannelReport report) {
        rows.addAll(report.rows());
        channels.add(report.begin().channel());
    }

    /** The message that began nearest to the row, by the second; of equally near ones the first. */
    static Optional<OpenMessage> nearest(
            List<OpenMessage> messages, WindowRow row, Predicate<OpenMessage> canJoin) {
        var second = ChannelReport.secondOf(row);
        return messages.stream()
                .filter(canJoin)
                .min(
                        Comparator.comparingLong((OpenMessage message) ->
                                        Math.abs(ChannelReport.secondOf(message.begin()) - second))
                                .thenComparing(message -> message.first, ChannelReport.ORDER));
    }
}
