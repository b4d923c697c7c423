package io.telltale.service.health;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.telltale.service.topic.Follower;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/** {@code topics}: whether every thread that follows a topic still does. */
@Singleton
@Liveness
@Requires(beans = Follower.class)
final class FollowersLiveness implements HealthIndicator {

    private final List<Follower> followers;

    FollowersLiveness(List<Follower> followers) {
        this.followers = List.copyOf(followers);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(result());
    }

    HealthResult result() {
        var ended = followers.stream().filter(Follower::isDead).map(Follower::name).toList();
        return HealthResult.builder("topics", ended.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("ended", ended))
                .build();
    }
}
