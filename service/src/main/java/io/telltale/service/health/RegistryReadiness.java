package io.telltale.service.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.telltale.schemas.serde.RegistryProbe;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;

/**
 * {@code registry}: every schema id that was needed so far is known, from the registry or from the
 * file; the registry itself may be away, which the details say. Before any id is known, and with
 * serializers that are not ours, the registry has to have answered since this process began, and
 * accepted our credentials.
 *
 * <p>The registry is asked at most every 5 s, and waited for only while the service is down without
 * its answer: a registry that hangs makes no probe of a running service slow.
 */
@Singleton
@Readiness
final class RegistryReadiness implements HealthIndicator {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final RegistryProbe probe;
    private final SchemaIds ids;
    private final AtomicReference<Question> question = new AtomicReference<>(Question.none());
    private volatile boolean accepted;

    RegistryReadiness(SerdeSettings serdes, SchemaIds ids) {
        this.probe = new RegistryProbe(serdes, LIMIT);
        this.ids = ids;
    }

    /**
     * What the registry was asked.
     *
     * @param at when, by {@link System#nanoTime()}; empty when it never was
     * @param answer what it said, once it has
     * @param before what it said to the question before
     */
    private record Question(
            Optional<Long> at,
            CompletableFuture<RegistryProbe.Result> answer,
            Optional<RegistryProbe.Result> before) {

        static Question none() {
            return new Question(
                    Optional.empty(),
                    CompletableFuture.completedFuture(new RegistryProbe.Result.Away("not asked")),
                    Optional.empty());
        }

        /** What it said last, which may be to the question before. */
        Optional<RegistryProbe.Result> latest() {
            return at.isPresent() && answer.isDone() ? Optional.of(answer.join()) : before;
        }

        boolean isDue(long now) {
            return at.map(then -> answer.isDone() && now - then > PAUSE.toNanos()).orElse(true);
        }
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.fromCompletableFuture(health());
    }

    CompletableFuture<HealthResult> health() {
        var asked = question.updateAndGet(this::askedAnew);
        var needsAnswer = ids.status().known() == 0 && !accepted;
        return needsAnswer
                ? asked.answer().thenApply(answer -> health(Optional.of(answer)))
                : CompletableFuture.completedFuture(health(asked.latest()));
    }

    /** The function of an update may run twice; a question that is asked in vain harms nothing. */
    private Question askedAnew(Question last) {
        var now = System.nanoTime();
        if (!last.isDue(now)) {
            return last;
        }
        var answer = new CompletableFuture<RegistryProbe.Result>();
        Thread.ofVirtual().name("registry-probe").start(() -> ask(answer));
        return new Question(Optional.of(now), answer, last.latest());
    }

    private void ask(CompletableFuture<RegistryProbe.Result> answer) {
        try {
            var result = probe.ask();
            if (result instanceof RegistryProbe.Result.Accepted) {
                accepted = true;
            }
            answer.complete(result);
        } catch (RuntimeException e) {
            answer.complete(new RegistryProbe.Result.Away(e.toString()));
        }
    }

    private HealthResult health(Optional<RegistryProbe.Result> answer) {
        var status = ids.status();
        var isUp = status.isComplete() && (status.known() > 0 || accepted);
        var details = new HashMap<String, Object>(Map.of("knownIds", status.known()));
        answer.ifPresent(each -> details.put("registry", inWords(each)));
        if (!status.missing().isEmpty()) {
            details.put("missing", status.missing());
        }
        if (!status.conflicts().isEmpty()) {
            details.put("conflicts", status.conflicts());
        }
        status.refusal().ifPresent(refusal -> details.put("refusal", refusal));
        return HealthResult.builder("registry", isUp ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build();
    }

    private static String inWords(RegistryProbe.Result answer) {
        return switch (answer) {
            case RegistryProbe.Result.Accepted _ -> "answers";
            case RegistryProbe.Result.Refused(var reason) -> "refuses us: " + reason;
            case RegistryProbe.Result.Away(var reason) -> "away: " + reason;
        };
    }
}
