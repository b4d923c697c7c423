package io.telltale.poller.schedule;

import io.telltale.schemas.record.PollNow;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SkipRequest;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operator's commands that a task has not obeyed yet. The task holds a command, its progress
 * when it was obeyed: a new owner of the task reads both.
 *
 * @param pollNow poll at once
 * @param skip pass over the page that blocks the task
 */
record PendingCommands(Optional<PollNow> pollNow, Optional<SkipRequest> skip) {

    static PendingCommands of(PollTask task, TaskProgress progress) {
        var block = progress.getBlocked();
        return new PendingCommands(
                Optional.ofNullable(task.getPollNow())
                        .filter(command -> isAfter(command.getAt(), progress.getObeyedAt())),
                Optional.ofNullable(task.getSkip())
                        .filter(command -> isAfter(command.getAt(), progress.getObeyedAt()))
                        .filter(command ->
                                block != null && command.getDigest().equals(block.getDigest())));
    }

    private static boolean isAfter(Instant at, @Nullable Instant obeyed) {
        return obeyed == null || at.isAfter(obeyed);
    }

    boolean any() {
        return pollNow.isPresent() || skip.isPresent();
    }

    /** When the last of them was given. */
    Optional<Instant> latest() {
        return Stream.concat(
                        pollNow.map(PollNow::getAt).stream(), skip.map(SkipRequest::getAt).stream())
                .max(Instant::compareTo);
    }

    /** The same progress with all of these obeyed. */
    TaskProgress obeyed(TaskProgress progress) {
        return latest().map(at -> TaskProgress.newBuilder(progress).setObeyedAt(at).build())
                .orElse(progress);
    }
}
