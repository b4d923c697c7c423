package io.telltale.localstack.check.stack;

import java.time.Duration;
import java.util.List;

/**
 * Which processes are killed and when: spread evenly over the fleet's life, the services in turn,
 * the instances of each in turn.
 *
 * @param services the instances of each service
 * @param count how many kills
 */
public record KillPlan(List<List<String>> services, Duration life, int count) {

    public KillPlan {
        services = List.copyOf(services);
    }

    /** When a kill comes, since the beginning; from 0. */
    public Duration at(int kill) {
        return life.multipliedBy(2L * kill + 1).dividedBy(2L * count);
    }

    /** The process that it ends. */
    public String victim(int kill) {
        var instances = services.get(kill % services.size());
        return instances.get(kill / services.size() % instances.size());
    }
}
