package io.telltale.localstack.check.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a check is set up.
 *
 * @param name also the name of its folder
 * @param instances of each service that is checked
 * @param kills how many processes are ended with SIGKILL on the way, services and their instances
 *     in turn
 * @param seed of the fleet and the faults
 * @param life how long the fleet changes and everything misbehaves
 */
public record Setting(String name, int instances, int kills, long seed, Duration life) {

    /**
     * The runs of the check of providers, the harder one last: one instance of each service; two of
     * each, killed one at a time.
     *
     * @param kills in the run with two instances
     * @param instances only the run with so many; null for both
     */
    public static List<Setting> ofProviders(
            long seed, Duration life, int kills, @Nullable Integer instances) {
        return Stream.of(
                        new Setting("one-of-each", 1, 0, seed, life),
                        new Setting("two-of-each-killed", 2, kills, seed, life))
                .filter(setting -> instances == null || setting.instances() == instances)
                .toList();
    }

    /**
     * The run of the check of the streams application, or of a cluster.
     *
     * @param instances of streams-app
     */
    public static Setting ofStreams(long seed, Duration life, int kills, int instances) {
        return new Setting("run", instances, kills, seed, life);
    }
}
