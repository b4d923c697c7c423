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
 * What an operator wants of a task and has not got yet. An order stands in the task, that it was
 * obeyed stands in the progress: whoever takes the task over knows both.
 *
 * @param asked a turn at once
 * @param skip the page that blocks the task is to be passed over
 */
record PendingCommands(Optional<PollNow> asked, Optional<SkipRequest> skip) {

    static PendingCommands of(PollTask task, TaskProgress progress) {
        var block = progress.getBlocked();
        return new PendingCommands(
                Optional.ofNullable(task.getPollNow())
                        .filter(order -> isAfter(order.getAt(), progress.getObeyedAt())),
                Optional.ofNullable(task.getSkip())
                        .filter(order -> isAfter(order.getAt(), progress.getObeyedAt()))
                        .filter(order ->
                                block != null && order.getDigest().equals(block.getDigest())));
    }

    private static boolean isAfter(Instant at, @Nullable Instant obeyed) {
        return obeyed == null || at.isAfter(obeyed);
    }

    boolean any() {
        return asked.isPresent() || skip.isPresent();
    }

    /** When the last of them was given. */
    Optional<Instant> latest() {
        return Stream.concat(
                        asked.map(PollNow::getAt).stream(), skip.map(SkipRequest::getAt).stream())
                .max(Instant::compareTo);
    }

    /** The same progress with all of these obeyed. */
    TaskProgress obeyed(TaskProgress progress) {
        return latest().map(at -> TaskProgress.newBuilder(progress).setObeyedAt(at).build())
                .orElse(progress);
    }
}
