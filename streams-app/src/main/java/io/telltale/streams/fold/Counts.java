package io.telltale.streams.fold;

import io.telltale.schemas.record.PushCounts;
import io.telltale.schemas.record.SmsCounts;
import io.telltale.schemas.record.SmsDirection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counting messages and adding counts. */
public final class Counts {

    static final SmsCounts NO_SMS =
            SmsCounts.newBuilder()
                    .setTotal(0)
                    .setMobileOriginated(0)
                    .setMobileTerminated(0)
                    .setByDeliveryStatus(Map.of())
                    .build();

    static final PushCounts NO_PUSH_ACTIONS =
            PushCounts.newBuilder().setTotal(0).setFailed(0).build();

    private Counts() {}

    /** So many messages of each sort. */
    public static SmsCounts of(List<SmsMessage> messages) {
        var byStatus = new HashMap<String, Long>();
        Instant lastAt = null;
        for (var message : messages) {
            var status = message.deliveryStatus();
            if (status != null) {
                byStatus.merge(status.name(), 1L, Long::sum);
            }
            lastAt = Times.latest(lastAt, message.lastOrderAt());
        }
        return SmsCounts.newBuilder()
                .setTotal(messages.size())
                .setMobileOriginated(count(messages, SmsDirection.MOBILE_ORIGINATED))
                .setMobileTerminated(count(messages, SmsDirection.MOBILE_TERMINATED))
                .setByDeliveryStatus(byStatus)
                .setLastAt(lastAt)
                .build();
    }

    private static long count(List<SmsMessage> messages, SmsDirection direction) {
        return messages.stream().filter(message -> message.direction() == direction).count();
    }

    static SmsCounts sum(SmsCounts some, SmsCounts others) {
        return combined(some, others, 1);
    }

    /** The first less the second; the time of the latest stays, since the second is part of it. */
    static SmsCounts difference(SmsCounts all, SmsCounts some) {
        return combined(all, some, -1);
    }

    private static SmsCounts combined(SmsCounts some, SmsCounts others, int sign) {
        var byStatus = new HashMap<>(some.getByDeliveryStatus());
        others.getByDeliveryStatus()
                .forEach((status, count) -> byStatus.merge(status, sign * count, Long::sum));
        byStatus.values().removeIf(count -> count == 0);
        return SmsCounts.newBuilder()
                .setTotal(some.getTotal() + sign * others.getTotal())
                .setMobileOriginated(
                        some.getMobileOriginated() + sign * others.getMobileOriginated())
                .setMobileTerminated(
                        some.getMobileTerminated() + sign * others.getMobileTerminated())
                .setByDeliveryStatus(byStatus)
                .setLastAt(Times.latest(some.getLastAt(), others.getLastAt()))
                .build();
    }

    static PushCounts sum(PushCounts some, PushCounts others) {
        return combined(some, others, 1);
    }

    /** The first less the second; the time of the latest stays, since the second is part of it. */
    static PushCounts difference(PushCounts all, PushCounts some) {
        return combined(all, some, -1);
    }

    private static PushCounts combined(PushCounts some, PushCounts others, int sign) {
        return PushCounts.newBuilder()
                .setTotal(some.getTotal() + sign * others.getTotal())
                .setFailed(some.getFailed() + sign * others.getFailed())
                .setLastAt(Times.latest(some.getLastAt(), others.getLastAt()))
                .build();
    }
}
