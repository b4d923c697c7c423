package io.telltale.benchmarks.process;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Times of reads of partitions, from the histograms of the streams application.
 *
 * @param local reads of its own stores
 * @param remote reads of another instance
 */
public record PartitionReadTimes(Buckets local, Buckets remote) {

    private static final Pattern BUCKET =
            Pattern.compile("(?m)^telltale_partition_read_seconds_bucket\\{([^}]*)} (\\S+)");
    private static final Pattern PLACE = Pattern.compile("place=\"(\\w+)\"");
    private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

    /**
     * How many reads took at most so long.
     *
     * @param atMost by seconds
     */
    public record Buckets(SortedMap<Double, Long> atMost) {

        /** All of them. */
        public long count() {
            return atMost.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }

        /** Milliseconds in which 99 of 100 were done, up to a bound of a bucket; 0 without any. */
        public double p99Millis() {
            return 1_000
                    * atMost.entrySet().stream()
                            .filter(bucket -> bucket.getValue() >= 0.99 * count())
                            .mapToDouble(Map.Entry::getKey)
                            .findFirst()
                            .orElse(0);
        }

        private Buckets minus(Buckets before) {
            var since = new TreeMap<Double, Long>();
            atMost.forEach((bound, count) ->
                    since.put(bound, count - before.atMost.getOrDefault(bound, 0L)));
            return new Buckets(since);
        }
    }

    /**
     * Those of several instances in sum.
     *
     * @param texts metrics in Prometheus' text format
     */
    public static PartitionReadTimes of(List<String> texts) {
        return new PartitionReadTimes(buckets(texts, "local"), buckets(texts, "remote"));
    }

    private static Buckets buckets(List<String> texts, String place) {
        var atMost = new TreeMap<Double, Long>();
        for (var text : texts) {
            BUCKET.matcher(text)
                    .results()
                    .filter(bucket -> place.equals(found(PLACE, bucket.group(1))))
                    .forEach(bucket ->
                            atMost.merge(
                                    seconds(found(BOUND, bucket.group(1))),
                                    (long) Double.parseDouble(bucket.group(2)),
                                    Long::sum));
        }
        return new Buckets(atMost);
    }

    private static String found(Pattern pattern, String labels) {
        var found = pattern.matcher(labels);
        return found.find() ? found.group(1) : "";
    }

    private static double seconds(String bound) {
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

    /** Those since. */
    public PartitionReadTimes minus(PartitionReadTimes before) {
        return new PartitionReadTimes(local.minus(before.local), remote.minus(before.remote));
    }

    /** Remote reads of all. */
    public double remoteShare() {
        return remote.count() / (double) Math.max(1, local.count() + remote.count());
    }
}
