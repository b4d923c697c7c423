package io.telltale.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.telltale.service.topic.TopicFollower;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowersLivenessTest {

    private record Follows(String name, boolean isDead) implements TopicFollower {}

    @Test
    void isDown_andNamesTheTopic_onceAFollowerEnded() {
        var health = of(new Follows("one.v1", false), new Follows("other.v1", true));

        assertThat(health.getStatus()).isEqualTo(HealthStatus.DOWN);
        assertThat(health.getDetails()).isEqualTo(Map.of("ended", List.of("other.v1")));
    }

    @Test
    void isUp_whileAllFollow() {
        assertThat(of(new Follows("one.v1", false)).getStatus()).isEqualTo(HealthStatus.UP);
    }

    private static HealthResult of(TopicFollower... followers) {
        return new FollowersLiveness(List.of(followers)).result();
    }
}
