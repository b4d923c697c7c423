package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollOutput;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.List;

/** Makes what a turn says durable. */
@FunctionalInterface
public interface Commits {

    /**
     * Writes all of this and the progress in one transaction, remembers it, and returns when it is
     * committed. Tasks of a partition take turns here.
     *
     * @param at our clock
     * @throws CommitFailedException if it is not known to be committed; the partition must be taken
     *     over anew
     * @throws TaskDeletedException if the task is not ours any more; nothing was written
     */
    void commit(PollTask task, List<PollOutput> writes, TaskProgress progress, Instant at);
}
