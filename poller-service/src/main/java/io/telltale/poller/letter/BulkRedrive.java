package io.telltale.poller.letter;

import io.telltale.poller.letter.DeadLetterCursor.Span;
import io.telltale.poller.letter.Redriver.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Redrives all letters that are wanted, for some seconds at a time. The first stretch says where
 * all of it ends, so that a record that fails anew is not redriven over and over.
 */
public final class BulkRedrive {

    private static final Duration STRETCH = Duration.ofSeconds(2);
    private static final int WINDOW = 1000;
    private static final long WINDOW_BYTES = 4L * 1024 * 1024;

    private final DeadLetterQueries letters;
    private final Redriver redriver;

    /** Reads these letters and has them redriven. */
    public BulkRedrive(DeadLetterQueries letters, Redriver redriver) {
        this.letters = letters;
        this.redriver = redriver;
    }

    /**
     * What a stretch came to.
     *
     * @param redriven letters that were written back
     * @param before letters that were written back earlier
     * @param refused letters that cannot be
     * @param next where it goes on; empty when all of it is done
     */
    public record Stretch(long redriven, long before, long refused, Optional<String> next) {}

    /**
     * Redrives until all is done or the stretch is over, and some letters however slow it is.
     *
     * @param cursor where an earlier stretch ended
     * @throws DeadLetterQueries.NoCursor if the cursor is none of ours
     * @throws KafkaUnavailableException if the brokers do not answer; asking again from the same
     *     cursor is safe
     */
    public Stretch redrive(DeadLetterFilter filter, Optional<String> cursor, String by) {
        return letters.reading(reader -> {
            var deadline = System.nanoTime() + STRETCH.toNanos();
            var left = new HashMap<>(letters.places(reader, filter, cursor).spans());
            var counts = new long[3];
            var isFirst = true;
            for (var entry : new TreeMap<>(left).entrySet()) {
                if (!entry.getValue().isEmpty() && (isFirst || System.nanoTime() - deadline < 0)) {
                    isFirst = false;
                    var rest =
                            onePartition(
                                    reader,
                                    filter,
                                    entry.getKey(),
                                    entry.getValue(),
                                    by,
                                    deadline,
                                    counts);
                    left.put(entry.getKey(), rest);
                }
            }
            var places = new DeadLetterCursor(left);
            return new Stretch(
                    counts[0],
                    counts[1],
                    counts[2],
                    places.isEmpty() ? Optional.empty() : Optional.of(places.cursor()));
        });
    }

    private Span onePartition(
            DeadLetterReader reader,
            DeadLetterFilter filter,
            int partition,
            Span span,
            String by,
            long deadline,
            long[] counts) {
        var from = span.from();
        try (var turn = redriver.turn(partition, by)) {
            do {
                var wanted = new ArrayList<DeadLetterContent>();
                from =
                        reader.read(
                                partition,
                                from,
                                Math.min(span.to(), from + WINDOW),
                                WINDOW_BYTES,
                                kept -> {
                                    if (filter.takes(kept.letter())) {
                                        wanted.add(kept);
                                    }
                                });
                wanted.forEach(turn::add);
                turn.commit();
            } while (from < span.to() && System.nanoTime() - deadline < 0);
            counts[0] += turn.count(Result.Now.class);
            counts[1] += turn.count(Result.Before.class);
            counts[2] += turn.count(Result.Not.class);
        }
        return new Span(from, span.to());
    }
}
