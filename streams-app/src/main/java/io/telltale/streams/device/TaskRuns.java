package io.telltale.streams.device;

import io.telltale.schemas.event.ReasonText;
import io.telltale.schemas.record.Outcome;
import io.telltale.streams.record.ReadingPlace;
import io.telltale.streams.record.TaskHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs of readings with one status and reason, of all histories of a task. Of each run of a history
 * the first and the last reading are known; sorted together and collapsed they are the runs of all.
 */
final class TaskRuns {

    private static final Comparator<Reading> BY_PLACE =
            Comparator.comparing(Reading::place, DeviceTasks.BY_PLACE);

    private TaskRuns() {}

    /**
     * A known reading.
     *
     * @param history where it is known from
     * @param reason normalised
     * @param isTimed whether it has a provider time; false for a first reading that has others
     *     after it, where that is not known
     */
    record Reading(
            TaskHistory history,
            ReadingPlace place,
            Outcome outcome,
            String providerStatus,
            @Nullable String reason,
            boolean isTimed) {

        boolean isSameAs(Reading other) {
            return outcome == other.outcome
                    && providerStatus.equals(other.providerStatus)
                    && Objects.equals(reason, other.reason);
        }
    }

    /** Consecutive readings that are the same. */
    record Run(Reading first, Reading last) {

        boolean isSingle() {
            return first.place().equals(last.place());
        }

        boolean hasStatusOf(Run other) {
            return first.outcome() == other.first.outcome()
                    && first.providerStatus().equals(other.first.providerStatus());
        }
    }

    /** The runs of one or more histories of a task, oldest first, at least one. */
    static List<Run> of(List<TaskHistory> histories) {
        var readings = new ArrayList<Reading>();
        histories.forEach(history -> addReadings(history, readings));
        readings.sort(BY_PLACE);
        var runs = new ArrayList<Run>();
        for (var reading : readings) {
            if (!runs.isEmpty() && runs.getLast().last().isSameAs(reading)) {
                runs.set(runs.size() - 1, new Run(runs.getLast().first(), reading));
            } else {
                runs.add(new Run(reading, reading));
            }
        }
        return runs;
    }

    private static void addReadings(TaskHistory history, List<Reading> readings) {
        for (var run : history.getRuns()) {
            var last =
                    new Reading(
                            history,
                            run.getLast(),
                            run.getOutcome(),
                            run.getProviderStatus(),
                            run.getReason(),
                            run.getIsLastTimed());
            if (!run.getFirst().equals(run.getLast())) {
                readings.add(
                        new Reading(
                                history,
                                run.getFirst(),
                                run.getOutcome(),
                                run.getProviderStatus(),
                                run.getReason(),
                                false));
            }
            readings.add(last);
        }
        if (history.getRuns().isEmpty()) {
            readings.add(
                    new Reading(
                            history,
                            history.getLast(),
                            history.getOutcome(),
                            history.getProviderStatus(),
                            ReasonText.normalized(history.getReason()),
                            history.getOccurredAt() != null));
        }
    }
}
