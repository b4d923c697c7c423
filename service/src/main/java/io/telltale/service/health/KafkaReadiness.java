package io.telltale.service.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.telltale.schemas.topic.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.reactivestreams.Publisher;

/** {@code kafka}: the brokers answer within 2 s. */
@Singleton
@Readiness
final class KafkaReadiness implements HealthIndicator {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Admin admin;

    KafkaReadiness(KafkaSettings kafka) {
        this.admin =
                Admin.create(
                        kafka.client(
                                Map.of(
                                        "default.api.timeout.ms",
                                        Math.toIntExact(LIMIT.toMillis()),
                                        "request.timeout.ms",
                                        Math.toIntExact(LIMIT.toMillis()))));
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.fromCompletableFuture(
                admin.describeCluster()
                        .nodes()
                        .toCompletionStage()
                        .handle((nodes, failure) -> failure == null && !nodes.isEmpty())
                        .thenApply(up -> up ? HealthStatus.UP : HealthStatus.DOWN)
                        .thenApply(status -> HealthResult.builder("kafka", status).build())
                        .toCompletableFuture());
    }

    @PreDestroy
    void close() {
        admin.close(LIMIT);
    }
}
