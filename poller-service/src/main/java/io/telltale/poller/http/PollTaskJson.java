package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.telltale.poller.schedule.TaskStatus;
import io.telltale.schemas.record.Block;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.service.openapi.ProviderName;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A poll task as JSON.
 *
 * @param id derived from what is polled
 * @param kind what is polled
 * @param provider that is polled
 * @param account or project there
 * @param parameters what the kind needs besides
 * @param interval pause between polls when caught up, ISO-8601
 * @param paused not polled until resumed
 * @param state of its polls
 * @param lastSuccessAt last usable answer, as far as its owner knows
 * @param nextRunAt when the next poll is due
 * @param progress how far it is
 * @param lastError the failure since the last success
 * @param waitingFor the condition before it goes on, such as callbacks
 * @param blocked the page that could not be read and needs an operator
 * @param owner instance that polls it; null while none does
 */
@Serdeable
record PollTaskJson(
        String id,
        @Schema(implementation = PollKind.class) String kind,
        @Schema(implementation = ProviderName.class) String provider,
        String account,
        Map<String, String> parameters,
        String interval,
        boolean paused,
        @Schema(implementation = TaskStatus.State.class) String state,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant nextRunAt,
        Progress progress,
        @Nullable Failure lastError,
        @Nullable String waitingFor,
        @Nullable Blocked blocked,
        @Nullable String owner) {

    /**
     * How far a task is.
     *
     * @param done rows done in the scan going on
     * @param total of how many, if that is known
     */
    @Serdeable
    record Progress(long done, @Nullable Long total) {}

    /**
     * A failed poll.
     *
     * @param at when
     * @param type class of failure
     * @param detail what was expected and what came
     */
    @Serdeable
    record Failure(Instant at, String type, String detail) {}

    /**
     * A page that could not be read.
     *
     * @param at when it was given up
     * @param reason what was expected and what was there
     * @param digest of its body
     */
    @Serdeable
    record Blocked(Instant at, String reason, String digest) {}

    /** As its owner knows it. */
    static PollTaskJson of(TaskStatus status, String owner) {
        return of(status.task(), status.state(), Optional.of(status), owner);
    }

    /** A task that its owner has not read yet, or that no instance polls now. */
    static PollTaskJson unknown(PollTask task, @Nullable String owner) {
        var state = task.getPaused() ? TaskStatus.State.PAUSED : TaskStatus.State.WAITING;
        return of(task, state, Optional.empty(), owner);
    }

    private static PollTaskJson of(
            PollTask task,
            TaskStatus.State state,
            Optional<TaskStatus> status,
            @Nullable String owner) {
        var progress = status.map(TaskStatus::progress);
        return new PollTaskJson(
                task.getId(),
                task.getKind().name(),
                task.getProvider().name().toLowerCase(Locale.ROOT),
                task.getAccount(),
                task.getParameters(),
                Duration.ofMillis(task.getIntervalMillis()).toString(),
                task.getPaused(),
                state.name(),
                status.flatMap(TaskStatus::lastSuccessAt).orElse(null),
                status.flatMap(TaskStatus::nextRunAt).orElse(null),
                new Progress(
                        progress.map(TaskProgress::getSeen).orElse(0L),
                        progress.map(TaskProgress::getTotal).orElse(null)),
                status.flatMap(TaskStatus::lastError)
                        .map(error -> new Failure(error.at(), error.type(), error.detail()))
                        .orElse(null),
                status.flatMap(TaskStatus::waitingFor).orElse(null),
                progress.map(TaskProgress::getBlocked).map(PollTaskJson::blocked).orElse(null),
                owner);
    }

    private static Blocked blocked(Block block) {
        return new Blocked(block.getAt(), block.getReason(), block.getDigest());
    }
}
