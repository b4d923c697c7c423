package io.telltale.streams.sms;

import io.telltale.schemas.record.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rule for blocks with too many rows to join: the rows of the fullest channel of each exact
 * text are its messages, and rows of other channels are not shown.
 */
public final class FullestChannel {

    private FullestChannel() {}

    static List<RowsOfMessage> messages(Collection<WindowRow> rows) {
        var texts = new TreeMap<Long, Map<Channel, List<WindowRow>>>();
        for (var row : rows) {
            texts.computeIfAbsent(row.exactText(), _ -> new EnumMap<>(Channel.class))
                    .computeIfAbsent(row.channel(), _ -> new ArrayList<>())
                    .add(row);
        }
        var messages = new ArrayList<RowsOfMessage>();
        for (var channels : texts.values()) {
            var counts = new EnumMap<Channel, Long>(Channel.class);
            channels.forEach((channel, of) -> counts.put(channel, (long) of.size()));
            channels.getOrDefault(of(counts), List.of())
                    .forEach(row -> messages.add(new RowsOfMessage(List.of(row))));
        }
        return messages;
    }

    /**
     * The channel with most rows; of equally full ones history before poll before callback.
     *
     * @param counts rows by channel, of one exact text; not empty
     */
    public static Channel of(Map<Channel, Long> counts) {
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<Channel, Long>comparingByValue()
                                .thenComparing(
                                        Map.Entry.comparingByKey(
                                                WindowRow.CHANNEL_ORDER.reversed())))
                .orElseThrow()
                .getKey();
    }
}
