package io.telltale.service.health;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.telltale.service.topic.TopicFollower;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/** {@code topics}: down once a thread that follows a topic has died; names the topic. */
@Singleton
@Liveness
@Requires(beans = TopicFollower.class)
final class FollowersLiveness implements HealthIndicator {

    private final List<TopicFollower> followers;

    FollowersLiveness(List<TopicFollower> followers) {
        this.followers = List.copyOf(followers);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(result());
    }

    HealthResult result() {
        var ended =
                followers.stream().filter(TopicFollower::isDead).map(TopicFollower::name).toList();
        return HealthResult.builder("topics", ended.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("ended", ended))
                .build();
    }
}
