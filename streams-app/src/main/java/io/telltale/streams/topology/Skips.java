package io.telltale.streams.topology;

import java.util.Set;

/**
 * Records that the operator has told to pass on, for the graph cannot get past them.
 *
 * @param places each {@code topic-partition@offset}, the topic as it is named on the brokers
 */
public record Skips(Set<String> places) {

    /** Every record is processed. */
    public static final Skips NONE = new Skips(Set.of());

    /** The set is copied. */
    public Skips {
        places = Set.copyOf(places);
    }

    boolean contain(String topic, int partition, long offset) {
        return !places.isEmpty() && places.contains("%s-%d@%d".formatted(topic, partition, offset));
    }
}
