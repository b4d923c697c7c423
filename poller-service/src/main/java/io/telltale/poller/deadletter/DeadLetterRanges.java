package io.telltale.poller.deadletter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is still to be read of the dead-letter topic; as text the place of a cursor.
 *
 * @param byPartition offsets of each partition
 */
record DeadLetterRanges(Map<Integer, OffsetRange> byPartition) {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4}):(\\d{1,18}):(\\d{1,18})");

    DeadLetterRanges {
        byPartition = Map.copyOf(byPartition);
    }

    /** Empty when the text is none, or names a partition that does not exist. */
    static Optional<DeadLetterRanges> parse(String text, int partitions) {
        var ranges = new HashMap<Integer, OffsetRange>();
        for (var one : text.split(",", -1)) {
            var parts = RANGE.matcher(one);
            if (!parts.matches() || Integer.parseInt(parts.group(1)) >= partitions) {
                return Optional.empty();
            }
            ranges.put(
                    Integer.valueOf(parts.group(1)),
                    new OffsetRange(
                            Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
        }
        return Optional.of(new DeadLetterRanges(ranges));
    }

    boolean isEmpty() {
        return byPartition.values().stream().allMatch(OffsetRange::isEmpty);
    }

    @Override
    public String toString() {
        return new TreeMap<>(byPartition)
                .entrySet().stream()
                        .map(entry ->
                                "%d:%d:%d"
                                        .formatted(
                                                entry.getKey(),
                                                entry.getValue().from(),
                                                entry.getValue().to()))
                        .collect(Collectors.joining(","));
    }
}
