package io.telltale.localstack.check.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Records of which an answer may have been made. An answer has every record that was seen by its
 * as-of, and none that was stamped after it came; of those in between it has, in each partition,
 * the first ones.
 */
final class PossibleRecords {

    private final List<List<Arrival>> partitions;

    /** Those among these, each partition in its order. */
    PossibleRecords(List<Arrival> arrivals) {
        Map<String, List<Arrival>> byPlace = new LinkedHashMap<>();
        for (var arrival : arrivals) {
            byPlace.computeIfAbsent(arrival.place(), _ -> new ArrayList<>()).add(arrival);
        }
        this.partitions = byPlace.values().stream().map(List::copyOf).toList();
    }

    /**
     * How many records of each partition are taken.
     *
     * @param counts one for each partition
     */
    record Cut(List<Integer> counts) {
        Cut {
            counts = List.copyOf(counts);
        }
    }

    /** What was seen at a time. */
    Cut seenAt(Instant time) {
        return new Cut(
                partitions.stream()
                        .map(partition -> counted(partition, 0, Arrival::seenAt, time))
                        .toList());
    }

    /**
     * Every cut that may be in an answer, the smallest first; none where there are more than the
     * limit.
     */
    List<Cut> between(Instant asOf, Instant answeredAt, int limit) {
        var least = seenAt(asOf).counts();
        var most =
                IntStream.range(0, partitions.size())
                        .mapToObj(number ->
                                counted(
                                        partitions.get(number),
                                        least.get(number),
                                        Arrival::timestamp,
                                        answeredAt))
                        .toList();
        var cuts = List.of(List.<Integer>of());
        for (var number = 0; number < partitions.size(); number++) {
            cuts = extended(cuts, least.get(number), most.get(number));
            if (cuts.size() > limit) {
                return List.of();
            }
        }
        return cuts.stream().map(Cut::new).toList();
    }

    private static List<List<Integer>> extended(List<List<Integer>> cuts, int least, int most) {
        var longer = new ArrayList<List<Integer>>();
        for (var count = least; count <= most; count++) {
            for (var cut : cuts) {
                var next = new ArrayList<>(cut);
                next.add(count);
                longer.add(next);
            }
        }
        return longer;
    }

    /** How many come before the first, from this one on, whose time is later. */
    private static int counted(
            List<Arrival> partition, int from, Function<Arrival, Instant> timeOf, Instant time) {
        var count = from;
        while (count < partition.size() && !timeOf.apply(partition.get(count)).isAfter(time)) {
            count++;
        }
        return count;
    }

    /** The records of a cut. */
    List<Arrival> of(Cut cut) {
        return IntStream.range(0, partitions.size())
                .mapToObj(number -> partitions.get(number).subList(0, cut.counts().get(number)))
                .flatMap(List::stream)
                .toList();
    }
}
