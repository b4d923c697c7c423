package io.telltale.poller.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.telltale.poller.partition.PartitionAssignment;
import io.telltale.poller.partition.ProcessingState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * {@code processing}. Readiness: all assigned partitions are polled. Liveness: no worker has died
 * or hangs.
 */
final class ProcessingHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HANGS = Duration.ofMinutes(10);

    private ProcessingHealth() {}

    private static Publisher<HealthResult> result(boolean up, ProcessingState now) {
        return Publishers.just(
                HealthResult.builder("processing", up ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(Map.of("joined", now.joined(), "pending", now.pending()))
                        .build());
    }

    /**
     * Ready when every assigned partition is polled. The take-over of another partition later may
     * take a few seconds.
     */
    @Singleton
    @Readiness
    static final class OfReadiness implements HealthIndicator {

        private final PartitionAssignment partitions;
        private final Clock clock;
        private volatile Instant lastWhole = Instant.MIN;

        OfReadiness(PartitionAssignment partitions, Clock clock) {
            this.partitions = partitions;
            this.clock = clock;
        }

        @Override
        public Publisher<HealthResult> getResult() {
            var now = partitions.processing();
            if (now.joined() && now.pending() == 0) {
                lastWhole = clock.instant();
            }
            return result(clock.instant().minus(PATIENCE).isBefore(lastWhole), now);
        }
    }

    /** Dead when a thread ended unexpectedly, or a poll does not end. */
    @Singleton
    @Liveness
    static final class OfLiveness implements HealthIndicator {

        private final PartitionAssignment partitions;
        private final Clock clock;

        OfLiveness(PartitionAssignment partitions, Clock clock) {
            this.partitions = partitions;
            this.clock = clock;
        }

        @Override
        public Publisher<HealthResult> getResult() {
            var now = partitions.processing();
            var hangs =
                    now.longestPollSince()
                            .filter(clock.instant().minus(HANGS)::isAfter)
                            .isPresent();
            return result(!now.dead() && !hangs, now);
        }
    }
}
