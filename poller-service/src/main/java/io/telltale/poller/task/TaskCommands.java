package io.telltale.poller.task;

import io.telltale.schemas.record.PollNow;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SkipRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes an operator's commands into a task. */
public final class TaskCommands {

    private TaskCommands() {}

    /** The same task, with the command to poll now. */
    public static PollTask pollNow(PollTask task, Optional<String> device, Instant now) {
        return PollTask.newBuilder(task)
                .setPollNow(
                        PollNow.newBuilder()
                                .setAt(next(task, now))
                                .setDevice(device.orElse(null))
                                .build())
                .build();
    }

    /** The same task, with the page of this digest to be passed over. */
    public static PollTask skip(PollTask task, String digest, Instant now) {
        return PollTask.newBuilder(task)
                .setSkip(SkipRequest.newBuilder().setAt(next(task, now)).setDigest(digest).build())
                .build();
    }

    /** The same task, not polled until resumed, or polled again. */
    public static PollTask paused(PollTask task, boolean paused) {
        return PollTask.newBuilder(task).setPaused(paused).build();
    }

    /** Later than all commands before, since a command counts as obeyed by its time. */
    private static Instant next(PollTask task, Instant now) {
        return Stream.of(
                        Optional.ofNullable(task.getPollNow()).map(PollNow::getAt).orElse(null),
                        Optional.ofNullable(task.getSkip()).map(SkipRequest::getAt).orElse(null))
                .filter(Objects::nonNull)
                .map(last -> last.plusMillis(1))
                .filter(now::isBefore)
                .max(Instant::compareTo)
                .orElse(now)
                .truncatedTo(ChronoUnit.MILLIS);
    }
}
