package io.telltale.streams.device;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.streams.record.SmsTextCounts;
import io.telltale.streams.sms.FullestChannel;
import io.telltale.streams.sms.RowsOfMessage;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts messages of one direction, or what their count grew by.
 *
 * @param total messages, those without a delivery status too
 * @param byStatus messages by delivery status
 */
record SmsTally(long total, Map<DeliveryStatus, Long> byStatus) {

    static final SmsTally NONE = new SmsTally(0, Map.of());

    static SmsTally of(Collection<RowsOfMessage> messages) {
        var byStatus = new EnumMap<DeliveryStatus, Long>(DeliveryStatus.class);
        messages.forEach(message -> add(byStatus, message.deliveryStatus(), 1));
        return new SmsTally(messages.size(), byStatus);
    }

    /** Messages of one exact text in a large block: the rows of its fullest channel. */
    static SmsTally of(@Nullable SmsTextCounts text) {
        if (text == null || text.getCounts().isEmpty()) {
            return NONE;
        }
        var byChannel = new EnumMap<Channel, Long>(Channel.class);
        text.getCounts()
                .forEach(count ->
                        byChannel.merge(count.getChannel(), count.getRowCount(), Long::sum));
        var fullest = FullestChannel.of(byChannel);
        var byStatus = new EnumMap<DeliveryStatus, Long>(DeliveryStatus.class);
        for (var count : text.getCounts()) {
            if (count.getChannel() == fullest) {
                add(byStatus, count.getDeliveryStatus(), count.getRowCount());
            }
        }
        return new SmsTally(byChannel.getOrDefault(fullest, 0L), byStatus);
    }

    SmsTally minus(SmsTally other) {
        var difference = new EnumMap<DeliveryStatus, Long>(DeliveryStatus.class);
        byStatus.forEach((status, count) -> add(difference, status, count));
        other.byStatus.forEach((status, count) -> add(difference, status, -count));
        return new SmsTally(total - other.total, difference);
    }

    private static void add(
            Map<DeliveryStatus, Long> counts, @Nullable DeliveryStatus status, long count) {
        if (status != null) {
            counts.merge(status, count, Long::sum);
        }
    }
}
