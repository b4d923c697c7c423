package io.telltale.poller.schedule;

import io.telltale.poller.poll.PollOutput;
import io.telltale.schemas.record.CompletedScan;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceError;
import io.telltale.schemas.record.SourceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a change of a source's health is published. On the first failure after a success,
 * when failures become of another kind, and on recovery; at most once a minute, so a change may be
 * published with a later poll than the one that saw it.
 *
 * <p>Several tasks may poll one source, as the commands of an account do. It fails while one of
 * them does, and its error is that of the one that has failed for longest. For any number of
 * threads.
 */
public final class HealthReporter {

    private static final Duration LEAST_APART = Duration.ofMinutes(1);

    private final Map<String, TaskStatus.Failure> failing = new LinkedHashMap<>();
    private Optional<CompletedScan> scan;
    private Optional<Instant> lastSuccessAt;
    private Optional<String> publishedType;
    private Optional<Instant> publishedAt = Optional.empty();

    /** Goes on from what was published last, perhaps by the owner before. */
    public HealthReporter(Optional<SourceHealth> last) {
        this.scan = last.map(SourceHealth::getScan);
        this.lastSuccessAt = last.map(SourceHealth::getLastSuccessAt);
        this.publishedType = last.map(SourceHealth::getLastError).map(SourceError::getType);
    }

    /**
     * What is to be published now.
     *
     * @param task that was polled
     * @param succeededAt its last success
     * @param error its failure since then
     */
    synchronized Optional<SourceHealth> due(
            PollTask task,
            Optional<Instant> succeededAt,
            Optional<TaskStatus.Failure> error,
            Instant now) {
        noteSuccess(succeededAt);
        error.ifPresentOrElse(
                failure -> failing.put(task.getId(), failure), () -> forget(task.getId()));
        var oldest = failing.values().stream().findFirst();
        var type = oldest.map(TaskStatus.Failure::type);
        var tooSoon = publishedAt.filter(last -> now.isBefore(last.plus(LEAST_APART))).isPresent();
        if (type.equals(publishedType) || tooSoon) {
            return Optional.empty();
        }
        publishedType = type;
        publishedAt = Optional.of(now);
        return Optional.of(health(task, oldest));
    }

    private void noteSuccess(Optional<Instant> at) {
        if (at.filter(later -> lastSuccessAt.filter(later::isBefore).isEmpty()).isPresent()) {
            lastSuccessAt = at;
        }
    }

    /** The task is not polled any more, so its failure no longer counts for the source. */
    public synchronized void forget(String task) {
        failing.remove(task);
    }

    /**
     * The health that a poll publishes itself replaces ours; it keeps the last complete scan unless
     * it brings one.
     */
    synchronized PollOutput.Health of(PollOutput.Health own) {
        publishedType = Optional.empty();
        if (own.health().getScan() != null || scan.isEmpty()) {
            scan = Optional.ofNullable(own.health().getScan());
            return own;
        }
        return new PollOutput.Health(
                SourceHealth.newBuilder(own.health()).setScan(scan.get()).build());
    }

    private SourceHealth health(PollTask task, Optional<TaskStatus.Failure> error) {
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
                .setScan(scan.orElse(null))
                .build();
    }
}
