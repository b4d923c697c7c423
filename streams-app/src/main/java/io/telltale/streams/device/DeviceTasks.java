package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.TaskKind;
import io.telltale.schemas.record.Transition;
import io.telltale.streams.record.ReadingPlace;
import io.telltale.streams.record.RefPart;
import io.telltale.streams.record.TaskHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of a device of what is known of them under each of its refs: pure functions. A
 * task that several refs report is made of the readings of all.
 */
final class DeviceTasks {

    static final int MOST_TASKS = 200;
    private static final int MOST_TRANSITIONS = 20;

    /** Order of readings, the earliest first. */
    static final Comparator<ReadingPlace> BY_PLACE =
            Comparator.comparingLong(ReadingPlace::getOrderAt)
                    .thenComparingLong(ReadingPlace::getReading)
                    .thenComparingLong(ReadingPlace::getObservedAt)
                    .thenComparing(ReadingPlace::getEventId);

    private static final Comparator<DeviceTask> EARLIEST_FIRST =
            Comparator.comparing(DeviceTask::getOrderedAt)
                    .thenComparingLong(DeviceTask::getReading)
                    .thenComparing(DeviceTask::getObservedAt)
                    .thenComparing(DeviceTask::getEventId);

    private DeviceTasks() {}

    /** The latest tasks first, at most {@value #MOST_TASKS}, their payloads bounded together. */
    static List<DeviceTask> of(Collection<RefPart> parts) {
        var histories = new LinkedHashMap<Name, List<TaskHistory>>();
        for (var part : parts) {
            for (var history : part.getTasks()) {
                if (history.getKind() != TaskKind.PUSH) { // counted with the push actions
                    histories
                            .computeIfAbsent(Name.of(history), _ -> new ArrayList<>())
                            .add(history);
                }
            }
        }
        var latest =
                histories.values().stream()
                        .map(DeviceTasks::task)
                        .sorted(EARLIEST_FIRST.reversed())
                        .limit(MOST_TASKS)
                        .toList();
        return CommandPayloads.bounded(latest);
    }

    /** One task, of its histories under one ref and interval or several. */
    static DeviceTask task(List<TaskHistory> histories) {
        var runs = TaskRuns.of(histories);
        var last = runs.getLast().last();
        var latest = last.history();
        var detailed = withDetails(histories);
        return new DeviceTask(
                latest.getKind(),
                latest.getTaskId(),
                latest.getCampaignRef(),
                latest.getRef(),
                latest.getProvider(),
                latest.getAccount(),
                latest.getOutcome(),
                latest.getProviderStatus(),
                latest.getReason(),
                instant(latest.getOccurredAt()),
                Instant.ofEpochMilli(last.place().getObservedAt()),
                Instant.ofEpochMilli(last.place().getOrderAt()),
                last.place().getReading(),
                last.place().getEventId(),
                transitions(runs),
                detailed == null ? null : detailed.getCommand(),
                detailed != null && detailed.getIsPayloadCut(),
                confirmedAt(runs.getLast()));
    }

    /** A last reading that only repeats those before it, without a provider time. */
    private static @Nullable Instant confirmedAt(TaskRuns.Run run) {
        return run.isSingle() || run.last().isTimed()
                ? null
                : Instant.ofEpochMilli(run.last().place().getObservedAt());
    }

    private static List<Transition> transitions(List<TaskRuns.Run> runs) {
        var transitions = new ArrayList<Transition>();
        TaskRuns.Run before = null;
        for (var run : runs) {
            if (before == null || !run.hasStatusOf(before)) {
                transitions.add(transition(run.first()));
            }
            before = run;
        }
        var count = transitions.size();
        return List.copyOf(transitions.subList(Math.max(0, count - MOST_TRANSITIONS), count));
    }

    private static Transition transition(TaskRuns.Reading reading) {
        return new Transition(
                reading.outcome(),
                reading.providerStatus(),
                Instant.ofEpochMilli(reading.place().getOrderAt()),
                reading.place().getReading(),
                reading.place().getEventId());
    }

    /** The history with the details of the latest reading that has any. */
    private static @Nullable TaskHistory withDetails(List<TaskHistory> histories) {
        TaskHistory latest = null;
        ReadingPlace latestAt = null;
        for (var history : histories) {
            var at = history.getCommandAt() == null ? history.getLast() : history.getCommandAt();
            if (history.getCommand() != null
                    && (latestAt == null || BY_PLACE.compare(at, latestAt) > 0)) {
                latest = history;
                latestAt = at;
            }
        }
        return latest;
    }

    private static @Nullable Instant instant(@Nullable Long milliseconds) {
        return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }

    /** Identifies a task of a device. */
    private record Name(TaskKind kind, String id, Provider provider, @Nullable String account) {

        static Name of(TaskHistory history) {
            return new Name(
                    history.getKind(),
                    history.getTaskId(),
                    history.getProvider(),
                    history.getAccount());
        }
    }
}
