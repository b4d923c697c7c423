package io.telltale.streams.sms;

import io.telltale.schemas.record.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rule for rows with a provider time in one minute of one block.
 *
 * <p>Rows of one exact text are one message where their seconds are at most 2 apart and each is of
 * another channel. A row whose text holds {@code ?} where other texts hold characters outside
 * printable ASCII may be one of those: it joins the nearest such message that lacks its channel.
 */
final class SmsWindow {

    /** In whole seconds: histories have no smaller unit. */
    private static final long SAME_MESSAGE = 2;

    private SmsWindow() {}

    static List<OpenMessage> messages(Collection<WindowRow> window) {
        var hasCharacters = window.stream().anyMatch(row -> !row.isPlain());
        var complete = new ArrayList<WindowRow>();
        var replaced = new ArrayList<WindowRow>();
        for (var row : window) {
            var isReplaced = hasCharacters && row.isPlain() && row.hasQuestionMark();
            (isReplaced ? replaced : complete).add(row);
        }
        var messages = byText(ChannelReport.of(complete));
        var alone = new ArrayList<ChannelReport>();
        for (var report : ChannelReport.of(replaced)) {
            var row = report.begin();
            OpenMessage.nearest(
                            messages,
                            row,
                            message -> !message.begin().isPlain() && message.lacks(row.channel()))
                    .ifPresentOrElse(message -> message.add(report), () -> alone.add(report));
        }
        messages.addAll(byText(alone));
        return messages;
    }

    /** The messages of reports in order, exact texts apart. */
    private static List<OpenMessage> byText(List<ChannelReport> reports) {
        var texts = new LinkedHashMap<Long, OneText>();
        for (var report : reports) {
            texts.computeIfAbsent(report.begin().exactText(), _ -> new OneText()).add(report);
        }
        var messages = new ArrayList<OpenMessage>();
        texts.values().forEach(text -> messages.addAll(text.messages));
        return messages;
    }

    /** The messages of one exact text; its reports come in order. */
    private static final class OneText {

        private final List<OpenMessage> messages = new ArrayList<>();

        /** By channel: no message before this one can be joined any more. */
        private final Map<Channel, Integer> firstOpen = new EnumMap<>(Channel.class);

        void add(ChannelReport report) {
            var row = report.begin();
            int open = firstOpen.getOrDefault(row.channel(), 0);
            while (open < messages.size() && isClosed(messages.get(open), row)) {
                open++;
            }
            firstOpen.put(row.channel(), open);
            for (var next = open; next < messages.size(); next++) {
                var message = messages.get(next);
                if (message.lacks(row.channel()) && secondsSince(message, row) <= SAME_MESSAGE) {
                    message.add(report);
                    return;
                }
            }
            messages.add(new OpenMessage(report));
        }

        /** Whether neither this row nor a later one of its channel can join. */
        private static boolean isClosed(OpenMessage message, WindowRow row) {
            return !message.lacks(row.channel()) || secondsSince(message, row) > SAME_MESSAGE;
        }

        private static long secondsSince(OpenMessage message, WindowRow row) {
            return ChannelReport.secondOf(row) - ChannelReport.secondOf(message.begin());
        }
    }
}
