package io.telltale.poller.deadletter;

import io.telltale.poller.deadletter.Redriver.Result;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Redrives all letters that match a filter, about 2 s a request. The first request fixes the end,
 * so that a record that fails anew is not redriven again and again.
 */
@Singleton
final class BulkRedrive {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int WINDOW = 1000;
    private static final long WINDOW_BYTES = 4L * 1024 * 1024;

    private final DeadLetterQueries letters;
    private final Redriver redriver;

    BulkRedrive(DeadLetterQueries letters, Redriver redriver) {
        this.letters = letters;
        this.redriver = redriver;
    }

    /**
     * What one request did.
     *
     * @param results one for each letter that matched
     * @param rest what the next request reads; without offsets when all is done
     */
    record Progress(List<Result> results, DeadLetterRanges rest) {
        Progress {
            results = List.copyOf(results);
        }

        long count(Class<? extends Result> type) {
            return results.stream().filter(type::isInstance).count();
        }
    }

    /**
     * Redrives until all is done or the time is over, and one window however slow that is.
     * Repeating a request, also one that failed, redrives no letter twice.
     *
     * @param ranges what an earlier request left; the whole topic without
     * @param by who asks, for the marks
     */
    Progress redrive(DeadLetterFilter filter, Optional<DeadLetterRanges> ranges, String by) {
        return letters.ask(reader -> {
            var deadline = System.nanoTime() + LONGEST.toNanos();
            var rest = new HashMap<>(DeadLetterQueries.ranges(reader, filter, ranges));
            var results = new ArrayList<Result>();
            var isFirst = true;
            for (var entry : new TreeMap<>(rest).entrySet()) {
                var range = entry.getValue();
                if (!range.isEmpty() && (isFirst || System.nanoTime() - deadline < 0)) {
                    isFirst = false;
                    var next =
                            partition(reader, filter, entry.getKey(), range, by, deadline, results);
                    rest.put(entry.getKey(), new OffsetRange(next, range.to()));
                }
            }
            return new Progress(results, new DeadLetterRanges(rest));
        });
    }

    /** Adds the results; the next offset. */
    private long partition(
            DeadLetterReader reader,
            DeadLetterFilter filter,
            int partition,
            OffsetRange range,
            String by,
            long deadline,
            List<Result> results) {
        var from = range.from();
        try (var redrive = redriver.begin(partition, by)) {
            do {
                var matching = new ArrayList<DeadLetterContent>();
                from =
                        reader.read(
                                partition,
                                new OffsetRange(from, Math.min(range.to(), from + WINDOW)),
                                WINDOW_BYTES,
                                content -> {
                                    if (filter.matches(content.letter())) {
                                        matching.add(content);
                                    }
                                });
                matching.forEach(redrive::add);
                redrive.commit();
            } while (from < range.to() && System.nanoTime() - deadline < 0);
            results.addAll(redrive.results());
        }
        return from;
    }
}
