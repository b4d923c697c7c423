package io.telltale.poller.schedule;

import io.telltale.poller.poll.Turn;
import io.telltale.poller.poll.Turn.UnreadPage;
import io.telltale.poller.poll.Write;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.Block;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.List;

/**
 * What a failed turn means for the task. A page that could not be read five times is kept as a dead
 * letter and blocks the task, once; failures of other kinds never do.
 *
 * @param letters the page, when it blocks the task from now on
 * @param progress of the task after it
 */
record Blocking(List<Write> letters, TaskProgress progress) {

    static Blocking of(
            PollTask task,
            Turn.Failed failed,
            TaskProgress before,
            Orders orders,
            UnreadPages unread,
            Instant at) {
        if (failed.page().isEmpty()) {
            return new Blocking(List.of(), before);
        }
        var page = failed.page().get();
        var hopeless = unread.isHopeless(page);
        if (before.getBlocked() != null && before.getBlocked().getDigest().equals(page.digest())) {
            return new Blocking(List.of(), triedOnce(before, orders));
        }
        return hopeless
                ? new Blocking(
                        List.of(new Write.Unread(letter(task, failed, page))),
                        blocked(orders.obeyed(before), failed, page, at))
                : new Blocking(List.of(), before);
    }

    /** Still the page that blocks: a turn by hand had its try; to skip goes on until it is past. */
    private static TaskProgress triedOnce(TaskProgress before, Orders orders) {
        return orders.skip().isPresent() ? before : orders.obeyed(before);
    }

    private static TaskProgress blocked(
            TaskProgress before, Turn.Failed failed, UnreadPage page, Instant at) {
        return TaskProgress.newBuilder(before)
                .setBlocked(
                        Block.newBuilder()
                                .setAt(at)
                                .setDigest(page.digest())
                                .setReason(failed.detail())
                                .build())
                .build();
    }

    private static DeadLetter letter(PollTask task, Turn.Failed failed, UnreadPage page) {
        return new DeadLetter(
                task.getId(),
                page.body(),
                "poller-service",
                task.getId(),
                "UNREADABLE",
                failed.detail(),
                page.cursor());
    }
}
