package io.telltale.streams.run;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Health of the topology on the management port. */
final class Health {

    private Health() {}

    private static Publisher<HealthResult> result(String name, boolean isUp, Object details) {
        return Publishers.just(
                HealthResult.builder(name, isUp ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(details)
                        .build());
    }

    /** {@code reads}: the stores can be asked; until then, how much of them is to be restored. */
    @Singleton
    @Requires(beans = LagMonitor.class)
    @Readiness
    static final class OfReads implements HealthIndicator {

        private final LagMonitor lagMonitor;

        OfReads(LagMonitor lagMonitor) {
            this.lagMonitor = lagMonitor;
        }

        @Override
        public Publisher<HealthResult> getResult() {
            var left = lagMonitor.restoring();
            return result(
                    "reads",
                    lagMonitor.isRunning(),
                    Map.of(
                            "state", lagMonitor.state(),
                            "restoringStores", left.stores(),
                            "recordsLeft", left.records(),
                            "recordsOf", left.of()));
        }
    }

    /** {@code processing}: no partition with unread records has been without a commit for 60 s. */
    @Singleton
    @Requires(beans = LagMonitor.class)
    @Readiness
    static final class OfProcessing implements HealthIndicator {

        private final LagMonitor lagMonitor;

        OfProcessing(LagMonitor lagMonitor) {
            this.lagMonitor = lagMonitor;
        }

        @Override
        public Publisher<HealthResult> getResult() {
            var stuck = lagMonitor.stuck();
            return result("processing", stuck.isEmpty(), Map.of("stuck", stuck));
        }
    }

    /**
     * {@code graph}: it has not failed, and it moves where there is something to read. A failed one
     * does not come back within the process. One that restores is alive, however long it takes.
     */
    @Singleton
    @Requires(beans = LagMonitor.class)
    @Liveness
    static final class OfGraph implements HealthIndicator {

        private final LagMonitor lagMonitor;

        OfGraph(LagMonitor lagMonitor) {
            this.lagMonitor = lagMonitor;
        }

        @Override
        public Publisher<HealthResult> getResult() {
            return result(
                    "graph",
                    !lagMonitor.hasFailed() && lagMonitor.stuck().isEmpty(),
                    Map.of("state", lagMonitor.state(), "stuck", lagMonitor.stuck()));
        }
    }
}
