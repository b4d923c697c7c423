package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollOutput;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a poll changed. Its runner commits the outputs and the progress in one transaction, or drops
 * them all.
 *
 * @param taskId of the polled task
 * @param outputs in the order in which they are written
 * @param progress of the task after the poll
 * @param at our clock
 * @param permit token that the next poll may use once this is committed
 */
public record PollCommit(
        String taskId,
        List<PollOutput> outputs,
        TaskProgress progress,
        Instant at,
        Optional<String> permit) {

    /** Copies the outputs. */
    public PollCommit {
        outputs = List.copyOf(outputs);
    }

    /** The same poll with other outputs. */
    public PollCommit with(List<PollOutput> others) {
        return new PollCommit(taskId, others, progress, at, permit);
    }
}
