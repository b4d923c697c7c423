package io.telltale.streams.device;

import io.telltale.schemas.record.SmsCounts;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.streams.record.DeviceCard;
import io.telltale.streams.record.PublishedDevice;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a copy of a device's card with one thing changed. */
final class DeviceCards {

    static final DeviceCard EMPTY =
            new DeviceCard(0L, 0L, 0L, Map.of(), null, false, 0L, null, 0L, null, null);

    private DeviceCards() {}

    /** With changed message counts. */
    static DeviceCard counted(
            DeviceCard card, SmsDirection direction, SmsTally tally, @Nullable Long lastAt) {
        var byStatus = new HashMap<>(card.getByDeliveryStatus());
        tally.byStatus()
                .forEach((status, count) -> byStatus.merge(status.name(), count, Long::sum));
        byStatus.values().removeIf(count -> count == 0);
        return new DeviceCard(
                card.getTotal() + tally.total(),
                card.getMobileOriginated()
                        + (direction == SmsDirection.MOBILE_ORIGINATED ? tally.total() : 0),
                card.getMobileTerminated()
                        + (direction == SmsDirection.MOBILE_TERMINATED ? tally.total() : 0),
                byStatus,
                lastAt,
                card.getIsChanged(),
                card.getChangedAt(),
                card.getTrace(),
                card.getVersion(),
                card.getPublished(),
                card.getNextBoundaryAt());
    }

    /** With the outbox mark. */
    static DeviceCard changed(DeviceCard card, long at, @Nullable String trace, long version) {
        return with(
                card,
                true,
                Math.max(at, card.getChangedAt()),
                trace,
                version,
                card.getPublished(),
                card.getNextBoundaryAt());
    }

    /**
     * Without the outbox mark.
     *
     * @param nextBoundaryAt see the schema
     */
    static DeviceCard published(
            DeviceCard card, @Nullable PublishedDevice published, @Nullable Long nextBoundaryAt) {
        return with(
                card,
                false,
                card.getChangedAt(),
                card.getTrace(),
                card.getVersion(),
                published,
                nextBoundaryAt);
    }

    /** With the same message counts. */
    private static DeviceCard with(
            DeviceCard card,
            boolean isChanged,
            long changedAt,
            @Nullable String trace,
            long version,
            @Nullable PublishedDevice published,
            @Nullable Long nextBoundaryAt) {
        return new DeviceCard(
                card.getTotal(),
                card.getMobileOriginated(),
                card.getMobileTerminated(),
                card.getByDeliveryStatus(),
                card.getLastAt(),
                isChanged,
                changedAt,
                trace,
                version,
                published,
                nextBoundaryAt);
    }

    static SmsCounts counts(@Nullable DeviceCard card) {
        var counted = card == null ? EMPTY : card;
        var lastAt = counted.getLastAt();
        return new SmsCounts(
                counted.getTotal(),
                counted.getMobileOriginated(),
                counted.getMobileTerminated(),
                counted.getByDeliveryStatus(),
                lastAt == null ? null : Instant.ofEpochMilli(lastAt));
    }
}
