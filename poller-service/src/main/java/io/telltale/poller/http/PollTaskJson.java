package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.poller.schedule.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A poll task as callers see it.
 *
 * @param id derived from what is polled
 * @param kind what is polled
 * @param provider at whom
 * @param account in which account or project
 * @param parameters what the kind needs besides
 * @param interval pause between turns when caught up, ISO-8601
 * @param paused not polled until resumed
 * @param state what it does now
 * @param lastSuccessAt last answer that could be used, by this instance
 * @param nextRunAt when the next turn is due
 * @param progress how far it is
 * @param lastError the failure since the last success
 * @param owner instance that polls it
 */
@Serdeable
record PollTaskJson(
        String id,
        String kind,
        String provider,
        String account,
        Map<String, String> parameters,
        String interval,
        boolean paused,
        String state,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant nextRunAt,
        Progress progress,
        @Nullable Failure lastError,
        String owner) {

    /**
     * How far a task is.
     *
     * @param done rows done in the scan going on
     * @param total of how many, if that is known
     */
    @Serdeable
    record Progress(long done, @Nullable Long total) {}

    /**
     * A failed turn.
     *
     * @param at when
     * @param type class of failure
     * @param detail what was expected and what came
     */
    @Serdeable
    record Failure(Instant at, String type, String detail) {}

    static PollTaskJson of(TaskStatus status, String owner) {
        var task = status.task();
        return new PollTaskJson(
                task.getId(),
                task.getKind().name(),
                task.getProvider().name().toLowerCase(Locale.ROOT),
                task.getAccount(),
                task.getParameters(),
                Duration.ofMillis(task.getIntervalMillis()).toString(),
                task.getPaused(),
                status.state().name(),
                status.lastSuccessAt().orElse(null),
                status.nextRunAt().orElse(null),
                new Progress(status.seen(), null),
                status.lastError()
                        .map(error -> new Failure(error.at(), error.type(), error.detail()))
                        .orElse(null),
                owner);
    }
}
