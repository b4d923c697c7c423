package io.telltale.streams.ref;

import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.streams.campaign.CampaignStandings;
import io.telltale.streams.record.ReadingPlace;
import io.telltale.streams.record.TaskHistory;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Places of readings in the order of a task's readings, and which task a reading is of. */
public final class Readings {

    /** Earliest first. */
    public static final Comparator<ReadingPlace> ORDER =
            Comparator.comparingLong(ReadingPlace::getOrderAt)
                    .thenComparingLong(ReadingPlace::getReading)
                    .thenComparingLong(ReadingPlace::getObservedAt)
                    .thenComparing(ReadingPlace::getEventId);

    private Readings() {}

    /** Place of a reading. */
    public static ReadingPlace placeOf(DeviceStatusEvent reading) {
        return new ReadingPlace(
                orderAt(reading),
                reading.getReading(),
                reading.getObservedAt().toEpochMilli(),
                reading.getEventId());
    }

    static long orderAt(DeviceStatusEvent reading) {
        return OrderTime.of(reading.getOccurredAt(), reading.getObservedAt()).toEpochMilli();
    }

    static boolean isSameTask(DeviceStatusEvent one, DeviceStatusEvent other) {
        return one.getTaskKind() == other.getTaskKind()
                && one.getTaskId().equals(other.getTaskId())
                && one.getProvider() == other.getProvider()
                && Objects.equals(one.getAccount(), other.getAccount());
    }

    /** Name of a task among those of its ref, as part of a key. */
    public static String taskName(DeviceStatusEvent reading) {
        return taskName(
                reading.getTaskKind(),
                reading.getProvider().name(),
                reading.getAccount(),
                reading.getTaskId());
    }

    /** Name of a task among those of its ref, as part of a key. */
    public static String taskName(TaskHistory task) {
        return taskName(
                task.getKind(), task.getProvider().name(), task.getAccount(), task.getTaskId());
    }

    private static String taskName(
            TaskKind kind, String provider, @Nullable String account, String taskId) {
        return provider + " " + (account == null ? "" : account) + " " + kind + " " + taskId;
    }

    /** The campaign of an upgrade; null for commands, and where its id makes no campaign ref. */
    public static @Nullable String campaignRef(DeviceStatusEvent reading) {
        return CampaignStandings.campaignRef(reading).map(CampaignRef::toString).orElse(null);
    }
}
