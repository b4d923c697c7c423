package io.telltale.poller.partition;

import io.telltale.poller.schedule.CommittedTaskState;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.PollTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task whose checkpoint cannot be decoded. It stays so until it is deleted.
 *
 * @param task as it is wanted
 * @param state what can be decoded of its checkpoints
 * @param place of the checkpoint: topic, partition and offset
 * @param checkpointKeys of all its checkpoints
 * @param since when it was found so
 */
record UnpolledTask(
        PollTask task,
        CommittedTaskState state,
        String place,
        List<String> checkpointKeys,
        Instant since) {

    UnpolledTask changed(PollTask wanted) {
        return new UnpolledTask(wanted, state, place, checkpointKeys, since);
    }

    TaskStatus status() {
        return new TaskStatus(
                task,
                TaskStatus.State.BLOCKED,
                Optional.empty(),
                Optional.empty(),
                state.progress(),
                Optional.of(
                        new TaskStatus.Failure(
                                since,
                                "UNREADABLE_CHECKPOINT",
                                "the checkpoint at %s cannot be decoded; to begin anew, delete the"
                                                .formatted(place)
                                        + " task and add it again")),
                Optional.empty());
    }
}
