package io.telltale.schemas.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** How long the brokers keep the records of a topic. */
public sealed interface Retention {

    /**
     * Each record for a time, counted from its time stamp, which is always our own clock.
     *
     * @param time how long
     */
    record KeptFor(Duration time) implements Retention {}

    /** The last record of each key, for ever. */
    record Compacted() implements Retention {}

    /** A topic kept for so many days. */
    static Retention days(int days) {
        return new KeptFor(Duration.ofDays(days));
    }

    /** A topic that keeps the last record of each key. */
    static Retention compacted() {
        return new Compacted();
    }

    /**
     * The broker's topic properties for it. Tombstones stay 8 days, so that slow readers see them.
     */
    default Map<String, String> properties() {
        return switch (this) {
            case KeptFor(var time) ->
                    Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(time.toMillis()));
            case Compacted() ->
                    Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_COMPACT,
                            TopicConfig.DELETE_RETENTION_MS_CONFIG,
                            Long.toString(Duration.ofDays(8).toMillis()));
        };
    }
}
