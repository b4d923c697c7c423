package io.telltale.streams.topology;

import java.util.Set;

/**
 * Records that an operator marked to be skipped because the topology cannot get past them.
 *
 * @param offsets each {@code topic-partition@offset}, the topic as it is named on the brokers
 */
public record SkippedOffsets(Set<String> offsets) {

    /** Nothing is skipped. */
    public static final SkippedOffsets NONE = new SkippedOffsets(Set.of());

    /** The set is copied. */
    public SkippedOffsets {
        offsets = Set.copyOf(offsets);
    }

    boolean contain(String topic, int partition, long offset) {
        return !offsets.isEmpty()
                && offsets.contains("%s-%d@%d".formatted(topic, partition, offset));
    }
}
