package io.telltale.poller.partition;

import io.telltale.poller.schedule.ScheduledTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * How long a task is kept after its end.
 *
 * @param kept from the last record of its progress on
 * @param configured ids of tasks that a file names: they are kept for good, since the next
 *     take-over would add them again
 */
record FinishedTasks(Duration kept, Set<String> configured) {

    /** Copies the ids. */
    FinishedTasks {
        configured = Set.copyOf(configured);
    }

    boolean isExpired(ScheduledTask task, Instant now) {
        var progress = task.state().progress();
        return task.isPolled()
                && progress.getDone()
                && task.pollingSince().isEmpty()
                && !configured.contains(task.task().getId())
                && progress.getObservedAt().plus(kept).isBefore(now);
    }
}
