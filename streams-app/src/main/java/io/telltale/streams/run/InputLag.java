package io.telltale.streams.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Works out how many records of the input are not committed yet, and which partitions are stuck,
 * from one measurement after the other. For one thread.
 */
final class InputLag {

    /** Longer than a fetched record waits for its commit. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final Duration STUCK = Duration.ofSeconds(60);

    private final Map<TopicPartition, Since> since = new HashMap<>();

    /**
     * One partition, measured.
     *
     * @param committed offset of the next record that is not in the stores
     * @param end offset after the last record that readers of committed records may see
     * @param consumerAtEnd whether the consumer itself reports that nothing is left to fetch, and
     *     still asks for more
     * @param own whether a task of this instance reads it
     */
    record Measured(
            TopicPartition partition,
            long committed,
            long end,
            boolean consumerAtEnd,
            boolean own) {}

    /**
     * Since when a partition is as it is.
     *
     * @param moved when its offset was committed, or nothing was left to read
     * @param atEnd since when the consumer reports that nothing is left to fetch
     */
    private record Since(
            long committed, long end, boolean consumerAtEnd, Instant moved, Instant atEnd) {

        Since idle(Instant now) {
            return new Since(committed, end, consumerAtEnd, now, atEnd);
        }
    }

    /**
     * The result of one measurement.
     *
     * @param lag records that are not in the stores
     * @param ownLag of these, those of partitions of this instance
     * @param stuck partitions of this instance with such records but without a commit for 60 s, for
     *     people
     * @param passed offset before which all is committed or of no use, of each partition
     */
    record Found(long lag, long ownLag, List<String> stuck, Map<TopicPartition, Long> passed) {}

    /** Starts anew: while nothing runs, or no broker answers, nothing is committed. */
    void forget() {
        since.clear();
    }

    Found after(Collection<Measured> partitions, Instant now) {
        var lag = 0L;
        var ownLag = 0L;
        var stuck = new ArrayList<String>();
        var passed = new HashMap<TopicPartition, Long>();
        for (var measured : partitions) {
            var noted = note(measured, now);
            var left = left(measured, noted, now);
            lag += left;
            ownLag += measured.own() ? left : 0;
            passed.put(measured.partition(), left == 0 ? measured.end() : measured.committed());
            if (left == 0 || !measured.own()) {
                since.put(measured.partition(), noted.idle(now));
            } else if (!noted.moved().plus(STUCK).isAfter(now)) {
                stuck.add("%s at offset %d".formatted(measured.partition(), measured.committed()));
            }
        }
        return new Found(lag, ownLag, stuck, passed);
    }

    private Since note(Measured measured, Instant now) {
        var before = since.get(measured.partition());
        var after =
                before == null || before.committed() != measured.committed()
                        ? new Since(
                                measured.committed(),
                                measured.end(),
                                measured.consumerAtEnd(),
                                now,
                                now)
                        : new Since(
                                measured.committed(),
                                measured.end(),
                                measured.consumerAtEnd(),
                                before.moved(),
                                isStillAtEnd(before, measured) ? before.atEnd() : now);
        since.put(measured.partition(), after);
        return after;
    }

    /**
     * What has come since may be fetched and not yet worked on: the consumer's report is too old.
     */
    private static boolean isStillAtEnd(Since before, Measured measured) {
        return before.consumerAtEnd() && before.end() == measured.end();
    }

    /**
     * Markers of transactions and aborted records at the end of a partition are passed without a
     * commit. So a difference does not count once the consumer has been at the end for a while.
     */
    private static long left(Measured measured, Since since, Instant now) {
        var isSettled = measured.consumerAtEnd() && !since.atEnd().plus(SETTLED).isAfter(now);
        return isSettled ? 0 : Math.max(0, measured.end() - measured.committed());
    }
}
