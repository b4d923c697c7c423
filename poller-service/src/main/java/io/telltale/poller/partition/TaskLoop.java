package io.telltale.poller.partition;

import io.telltale.poller.schedule.PollCommit;
import io.telltale.poller.schedule.ScheduledTask;
import io.telltale.providers.http.ResponseMemoryBudget;
import java.util.function.Consumer;

/**
 * Runs one task: polls whenever it is due and there is a place, and commits what the poll changed.
 *
 * @param task is polled
 * @param commit returns when it is committed, or the task was deleted meanwhile
 */
record TaskLoop(ScheduledTask task, Consumer<PollCommit> commit) {

    /**
     * Polls until the task is stopped.
     *
     * @throws io.telltale.poller.schedule.CommitFailedException if a poll could not be committed
     * @throws Error such as no memory; nothing of its poll is committed
     */
    void run() throws InterruptedException {
        while (task.awaitDue()) {
            var limit = task.limit();
            limit.enter();
            try {
                if (task.isDue()) {
                    ResponseMemoryBudget.whileInUse(() -> task.poll().ifPresent(commit));
                }
            } finally {
                limit.leave();
            }
        }
    }
}
