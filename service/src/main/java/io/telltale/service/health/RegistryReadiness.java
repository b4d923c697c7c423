package io.telltale.service.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.telltale.schemas.serde.SerdeSettings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;

/**
 * {@code registry}: the schema registry has answered since this process began, and accepted our
 * credentials where some are configured. It may be away later: ids once known are kept, so a
 * running service does not need it.
 */
@Singleton
@Readiness
final class RegistryReadiness implements HealthIndicator {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();
    private final HttpRequest question;
    private final AtomicBoolean answered = new AtomicBoolean();

    RegistryReadiness(SerdeSettings serdes) {
        var path = serdes.registry() + "/subjects";
        var request = HttpRequest.newBuilder(URI.create(path)).timeout(LIMIT);
        serdes.authorization().ifPresent(value -> request.header("Authorization", value));
        this.question = request.build();
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.fromCompletableFuture(
                hasAnswered()
                        .exceptionally(failure -> false)
                        .thenApply(up -> up ? HealthStatus.UP : HealthStatus.DOWN)
                        .thenApply(status -> HealthResult.builder("registry", status).build()));
    }

    CompletableFuture<Boolean> hasAnswered() {
        if (answered.get()) {
            return CompletableFuture.completedFuture(true);
        }
        return http.sendAsync(question, HttpResponse.BodyHandlers.discarding())
                .thenApply(answer -> {
                    answered.set(answer.statusCode() / 100 == 2);
                    return answered.get();
                });
    }
}
