package io.telltale.streams.step;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows the as-of of the input: the time up to which all of it is committed. A monitor notes the
 * end offsets of all input partitions with the time at which it asked for them; once the committed
 * offset of a partition has reached such an end, it is as of that time.
 *
 * <p>This holds while events flow: the end moves on, but the ends noted before are reached. Offsets
 * past transaction markers are committed too, so a quiet partition is always current. Safe for
 * threads.
 */
public final class InputEnds {

    /** What flows steadily is committed within a second or two. */
    private static final Duration BEHIND = Duration.ofSeconds(3);

    /** Ten minutes at two a second. */
    private static final int MOST_SAMPLES = 1_200;

    private final Map<TopicPartition, Samples> partitions = new HashMap<>();

    /** The end offset of a partition, and when it was asked for in milliseconds. */
    private record Sample(long askedAt, long end) {}

    private static final class Samples {
        private final Deque<Sample> open = new ArrayDeque<>();
        private long reachedAt = Long.MIN_VALUE;

        void note(Sample sample, long committed) {
            open.addLast(sample);
            if (open.size() > MOST_SAMPLES) {
                open.removeFirst();
            }
            while (!open.isEmpty() && open.getFirst().end() <= committed) {
                reachedAt = open.removeFirst().askedAt();
            }
        }
    }

    /**
     * Notes one measurement of a partition.
     *
     * @param askedAt our clock before the end was asked for, in milliseconds
     * @param end offset after the last record that readers of committed records may see
     * @param committed offset of the next record that is not committed, asked for after the end
     */
    public synchronized void note(
            TopicPartition partition, long askedAt, long end, long committed) {
        partitions
                .computeIfAbsent(partition, _ -> new Samples())
                .note(new Sample(askedAt, end), committed);
    }

    /**
     * The time up to which all of the input is committed, in milliseconds.
     *
     * @return empty while a partition has reached no end since the first measurement
     */
    public synchronized OptionalLong asOf() {
        var asOf = Long.MAX_VALUE;
        for (var samples : partitions.values()) {
            asOf = Math.min(asOf, samples.reachedAt);
        }
        return asOf == Long.MAX_VALUE || asOf == Long.MIN_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(asOf);
    }

    /**
     * Whether a backlog is being worked off: what was readable three seconds ago is not committed
     * yet, or nothing is known.
     *
     * @param now our clock, in milliseconds
     */
    public boolean isBehind(long now) {
        var asOf = asOf();
        return asOf.isEmpty() || asOf.getAsLong() < now - BEHIND.toMillis();
    }
}
