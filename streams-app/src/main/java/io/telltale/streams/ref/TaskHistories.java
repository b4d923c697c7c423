package io.telltale.streams.ref;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.event.ReasonText;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.streams.record.ReadingPlace;
import io.telltale.streams.record.ReadingRun;
import io.telltale.streams.record.TaskHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folds the readings of one task into its history: the last status, and the runs of equal readings
 * that led to it. The result depends on the set of readings, not on their arrival order.
 *
 * <p>A reading that comes late into the middle of a run splits it; then its neighbours are looked
 * up among the rows.
 */
final class TaskHistories {

    /**
     * Runs kept: 32, and the one before them. Of that one only the last place is exact; it tells
     * whether a late reading belongs to the first of the 32.
     */
    static final int MOST_RUNS = 33;

    private static final int LONGEST_REASON = 64;

    private TaskHistories() {}

    /**
     * The history with one more reading.
     *
     * @param before the history so far, null before the first reading
     * @param neighbours looked at only where the reading splits a run
     */
    static TaskHistory added(
            @Nullable TaskHistory before, DeviceStatusEvent reading, NeighbourReadings neighbours) {
        var place = Readings.placeOf(reading);
        if (before == null) {
            return history(reading, place, null, List.of(run(reading, place)), false);
        }
        var runs = new ArrayList<>(before.getRuns());
        insert(runs, before.getIsCut(), reading, place, neighbours);
        var isCut = before.getIsCut() || runs.size() > MOST_RUNS;
        var kept = List.copyOf(runs.subList(Math.max(0, runs.size() - MOST_RUNS), runs.size()));
        return Readings.ORDER.compare(place, before.getLast()) > 0
                ? history(reading, place, before, kept, isCut)
                : copy(before, reading, place, kept, isCut);
    }

    private static void insert(
            List<ReadingRun> runs,
            boolean isCut,
            DeviceStatusEvent reading,
            ReadingPlace place,
            NeighbourReadings neighbours) {
        var next = runs.size();
        while (next > 0 && Readings.ORDER.compare(place, runs.get(next - 1).getFirst()) < 0) {
            next--;
        }
        if (next == 0) {
            insertFirst(runs, isCut, reading, place);
            return;
        }
        var run = runs.get(next - 1);
        if (isOf(run, reading)) {
            if (Readings.ORDER.compare(place, run.getLast()) > 0) {
                runs.set(next - 1, until(run, place, isTimed(reading)));
            }
        } else if (Readings.ORDER.compare(place, run.getLast()) < 0) {
            split(runs, next - 1, reading, place, neighbours);
        } else if (next < runs.size() && isOf(runs.get(next), reading)) {
            runs.set(next, beginning(runs.get(next), place));
        } else {
            runs.add(next, run(reading, place));
        }
    }

    /** What comes before all kept runs is new only where none were left out. */
    private static void insertFirst(
            List<ReadingRun> runs, boolean isCut, DeviceStatusEvent reading, ReadingPlace place) {
        if (isOf(runs.getFirst(), reading)) {
            if (!isCut) {
                runs.set(0, beginning(runs.getFirst(), place));
            }
        } else if (!isCut) {
            runs.addFirst(run(reading, place));
        }
    }

    private static void split(
            List<ReadingRun> runs,
            int number,
            DeviceStatusEvent reading,
            ReadingPlace place,
            NeighbourReadings neighbours) {
        var run = runs.get(number);
        var last = neighbours.before(reading, run.getFirst());
        var first = neighbours.after(reading, run.getLast());
        runs.set(
                number,
                last.map(it -> until(run, Readings.placeOf(it), isTimed(it)))
                        .orElseGet(() -> until(run, run.getFirst(), run.getIsLastTimed())));
        runs.add(number + 1, run(reading, place));
        runs.add(number + 2, beginning(run, first.map(Readings::placeOf).orElseGet(run::getLast)));
    }

    private static ReadingRun run(DeviceStatusEvent reading, ReadingPlace place) {
        return new ReadingRun(
                reading.getOutcome(),
                reading.getProviderStatus(),
                comparable(reading),
                place,
                place,
                isTimed(reading));
    }

    private static ReadingRun until(ReadingRun run, ReadingPlace last, boolean isTimed) {
        return new ReadingRun(
                run.getOutcome(),
                run.getProviderStatus(),
                run.getReason(),
                run.getFirst(),
                last,
                isTimed);
    }

    private static ReadingRun beginning(ReadingRun run, ReadingPlace first) {
        return new ReadingRun(
                run.getOutcome(),
                run.getProviderStatus(),
                run.getReason(),
                first,
                run.getLast(),
                run.getIsLastTimed());
    }

    private static boolean isOf(ReadingRun run, DeviceStatusEvent reading) {
        return run.getOutcome() == reading.getOutcome()
                && run.getProviderStatus().equals(reading.getProviderStatus())
                && Objects.equals(run.getReason(), comparable(reading));
    }

    /** The normalised reason, or its digest where that is shorter: runs only compare it. */
    private static @Nullable String comparable(DeviceStatusEvent reading) {
        var reason = ReasonText.normalized(reading.getReason());
        return reason == null || reason.length() <= LONGEST_REASON
                ? reason
                : EventId.textDigest(reason);
    }

    private static boolean isTimed(DeviceStatusEvent reading) {
        return reading.getOccurredAt() != null
                && OrderTime.of(reading.getOccurredAt(), reading.getObservedAt())
                        .equals(reading.getOccurredAt());
    }

    /** The last reading gives the status; the details are those of the latest that has any. */
    private static TaskHistory history(
            DeviceStatusEvent reading,
            ReadingPlace place,
            @Nullable TaskHistory before,
            List<ReadingRun> runs,
            boolean isCut) {
        var command = reading.getCommand();
        var carried = command == null ? before : null;
        return new TaskHistory(
                reading.getTaskKind(),
                reading.getTaskId(),
                reading.getDevices().getFirst(),
                reading.getProvider(),
                reading.getAccount(),
                Readings.campaignRef(reading),
                reading.getOutcome(),
                reading.getProviderStatus(),
                reading.getReason(),
                millis(reading.getOccurredAt()),
                place,
                carried == null ? command : carried.getCommand(),
                carried == null ? (command == null ? null : place) : carried.getCommandAt(),
                runs,
                isCut,
                false);
    }

    /** The status stays; a reading that comes late may still have later details. */
    private static TaskHistory copy(
            TaskHistory history,
            DeviceStatusEvent reading,
            ReadingPlace place,
            List<ReadingRun> runs,
            boolean isCut) {
        var knownAt = history.getCommandAt();
        var hasLaterDetails =
                reading.getCommand() != null
                        && (knownAt == null || Readings.ORDER.compare(place, knownAt) > 0);
        return new TaskHistory(
                history.getKind(),
                history.getTaskId(),
                history.getRef(),
                history.getProvider(),
                history.getAccount(),
                history.getCampaignRef(),
                history.getOutcome(),
                history.getProviderStatus(),
                history.getReason(),
                history.getOccurredAt(),
                history.getLast(),
                hasLaterDetails ? reading.getCommand() : history.getCommand(),
                hasLaterDetails ? place : knownAt,
                runs,
                isCut,
                false);
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
