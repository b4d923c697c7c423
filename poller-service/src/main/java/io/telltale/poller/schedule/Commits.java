package io.telltale.poller.schedule;

import io.telltale.poller.poll.Turn;
import io.telltale.schemas.record.PollTask;

/** Makes what a turn says durable. */
@FunctionalInterface
public interface Commits {

    /**
     * Writes everything of the turn in one transaction and returns when it is committed. Tasks of a
     * partition take turns here.
     *
     * @throws CommitFailed if it is not known to be committed; the partition must be taken over
     *     anew
     */
    void commit(PollTask task, Turn.Answered turn);
}
