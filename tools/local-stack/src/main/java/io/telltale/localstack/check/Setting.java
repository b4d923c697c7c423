package io.telltale.localstack.check;

import java.time.Duration;
import java.util.List;

/**
 * How one run of a check is set up.
 *
 * @param name also the name of its folder
 * @param instances of poller-service and of callback-service, 1 or 2
 * @param kills how many processes are ended with SIGKILL on the way, pollers and callback services
 *     in turn
 * @param seed of the fleet and the faults
 * @param life how long the fleet changes and everything misbehaves
 */
public record Setting(String name, int instances, int kills, long seed, Duration life) {

    /**
     * Both runs of a check, the harder one last: one instance of each service; two of each, of
     * which one at a time is killed.
     *
     * @param kills in the run with two instances
     */
    public static List<Setting> usual(long seed, Duration life, int kills) {
        return List.of(
                new Setting("one-of-each", 1, 0, seed, life),
                new Setting("two-of-each-killed", 2, kills, seed, life));
    }
}
