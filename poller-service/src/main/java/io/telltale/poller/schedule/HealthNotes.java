package io.telltale.poller.schedule;

import io.telltale.poller.poll.Write;
import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides when others hear of a task's health: on the first failure after a success, when failures
 * become of another kind, and on recovery; at most once a minute, so a note may come with a later
 * turn than the one it is about.
 */
final class HealthNotes {

    private static final Duration LEAST_APART = Duration.ofMinutes(1);

    private final TaskMemory memory;
    private Optional<String> told;
    private Optional<Instant> toldAt = Optional.empty();

    /** Goes on from what was told last, perhaps by the owner before. */
    HealthNotes(TaskMemory memory) {
        this.memory = memory;
        this.told = memory.health().map(SourceHealth::getLastError).map(SourceError::getType);
    }

    /**
     * What is to be told now.
     *
     * @param error the failure since the last success
     */
    Optional<SourceHealth> due(
            PollTask task,
            Optional<Instant> lastSuccessAt,
            Optional<TaskStatus.Failure> error,
            Instant now) {
        var type = error.map(TaskStatus.Failure::type);
        var tooSoon = toldAt.filter(last -> now.isBefore(last.plus(LEAST_APART))).isPresent();
        if (type.equals(told) || tooSoon) {
            return Optional.empty();
        }
        told = type;
        toldAt = Optional.of(now);
        return Optional.of(health(task, lastSuccessAt, error));
    }

    /**
     * A turn tells its source's health itself: that replaces ours, and keeps the last complete scan
     * unless it brings one.
     */
    Write.Health of(Write.Health own) {
        told = Optional.empty();
        return own.health().getScan() != null || scan().isEmpty()
                ? own
                : new Write.Health(
                        SourceHealth.newBuilder(own.health()).setScan(scan().get()).build());
    }

    private Optional<CompletedScan> scan() {
        return memory.health().map(SourceHealth::getScan);
    }

    private SourceHealth health(
            PollTask task, Optional<Instant> lastSuccessAt, Optional<TaskStatus.Failure> error) {
        return SourceHealth.newBuilder()
                .setProvider(task.getProvider())
                .setAccount(task.getAccount())
                .setKind(task.getKind())
                .setSubject(HealthKey.subjectOf(task))
                .setLastSuccessAt(lastSuccessAt.orElse(null))
                .setLastError(
                        error.map(failure ->
                                        SourceError.newBuilder()
                                                .setAt(failure.at())
                                                .setType(failure.type())
                                                .setDetail(failure.detail())
                                                .build())
                                .orElse(null))
                .setScan(scan().orElse(null))
                .build();
    }
}
