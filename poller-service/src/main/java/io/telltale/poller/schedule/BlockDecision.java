package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollOutput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.PollResult.UnreadPage;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.Block;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.List;

/**
 * Whether a failed poll blocks its task. A page that could not be read five times becomes a dead
 * letter and blocks the task, once; failures of other kinds never do.
 *
 * @param letters the page, when it blocks the task from now on
 * @param progress of the task after it
 */
record BlockDecision(List<PollOutput> letters, TaskProgress progress) {

    static BlockDecision of(
            PollTask task,
            PollResult.Failed failed,
            TaskProgress before,
            PendingCommands commands,
            UnreadablePageCounter unreadablePages,
            Instant at) {
        if (failed.page().isEmpty()) {
            return new BlockDecision(List.of(), before);
        }
        var page = failed.page().get();
        var hopeless = unreadablePages.isHopeless(page);
        if (before.getBlocked() != null && before.getBlocked().getDigest().equals(page.digest())) {
            return new BlockDecision(List.of(), triedOnce(before, commands));
        }
        return hopeless
                ? new BlockDecision(
                        List.of(new PollOutput.UnreadableData(letter(task, failed, page))),
                        blocked(commands.obeyed(before), failed, page, at))
                : new BlockDecision(List.of(), before);
    }

    /** Still the page that blocks: poll-now tried it once; a skip stays until a poll succeeds. */
    private static TaskProgress triedOnce(TaskProgress before, PendingCommands commands) {
        return commands.skip().isPresent() ? before : commands.obeyed(before);
    }

    private static TaskProgress blocked(
            TaskProgress before, PollResult.Failed failed, UnreadPage page, Instant at) {
        return TaskProgress.newBuilder(before)
                .setBlocked(
                        Block.newBuilder()
                                .setAt(at)
                                .setDigest(page.digest())
                                .setReason(failed.detail())
                                .build())
                .build();
    }

    private static DeadLetter letter(PollTask task, PollResult.Failed failed, UnreadPage page) {
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
