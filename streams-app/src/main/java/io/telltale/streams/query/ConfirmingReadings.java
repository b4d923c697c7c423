package io.telltale.streams.query;

import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.streams.device.RefSpan;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.ref.Readings;
import io.telltale.streams.ref.RefTasks;
import io.telltale.streams.ref.TaskKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds readings without a provider time that are not the first of their run: they only confirm.
 * Looks each task up once; readings older than the runs that are kept count as changes.
 */
final class ConfirmingReadings {

    private final RefTasks tasks;
    private final RefSpan span;
    private final Map<PairKey, Optional<TaskHistory>> looked = new HashMap<>();

    /**
     * Those of a span.
     *
     * @param tasks of the partition of its ref
     */
    ConfirmingReadings(RefTasks tasks, RefSpan span) {
        this.tasks = tasks;
        this.span = span;
    }

    boolean contains(DeviceStatusEvent reading) {
        if (reading.getOccurredAt() != null) {
            return false;
        }
        var key = TaskKeys.of(span.ref(), span.validFrom(), Readings.taskName(reading));
        return looked.computeIfAbsent(key, task -> Optional.ofNullable(tasks.get(task)))
                .filter(history -> confirms(history, reading))
                .isPresent();
    }

    private static boolean confirms(TaskHistory history, DeviceStatusEvent reading) {
        var place = Readings.placeOf(reading);
        return history.getRuns().stream()
                .skip(history.getIsCut() ? 1 : 0)
                .anyMatch(run ->
                        Readings.ORDER.compare(place, run.getFirst()) > 0
                                && Readings.ORDER.compare(place, run.getLast()) <= 0);
    }
}
