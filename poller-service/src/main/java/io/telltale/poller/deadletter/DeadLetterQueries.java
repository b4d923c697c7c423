package io.telltale.poller.deadletter;

import static java.util.Objects.requireNonNull;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Answers questions about dead letters from their topic; four at a time, each with a consumer of
 * its own. A page ends after 4 s at the latest and its cursor goes on from there.
 */
@Singleton
final class DeadLetterQueries {

    private static final int AT_ONCE = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(4);
    private static final Comparator<StoredDeadLetter> NEWEST_FIRST =
            Comparator.comparing(StoredDeadLetter::at)
                    .thenComparingInt(letter -> letter.id().partition())
                    .thenComparingLong(letter -> letter.id().offset())
                    .reversed();

    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final KafkaSettings kafka;
    private final TopicLayout layout;

    DeadLetterQueries(KafkaSettings kafka, TopicLayout layout) {
        this.kafka = kafka;
        this.layout = layout;
    }

    /**
     * A page of letters.
     *
     * @param items newest first
     * @param rest what the next page reads; without offsets at the end of the list
     */
    record Page(List<StoredDeadLetter> items, DeadLetterRanges rest) {
        Page {
            items = List.copyOf(items);
        }
    }

    /** The newest matching letters of these ranges, or of the whole topic. */
    Page page(DeadLetterFilter filter, Optional<DeadLetterRanges> ranges, int limit) {
        return ask(reader -> {
            var deadline = System.nanoTime() + LONGEST_PAGE.toNanos();
            var partitions = new TreeMap<Integer, ReversePartitionReader>();
            ranges(reader, filter, ranges)
                    .forEach((number, range) ->
                            partitions.put(
                                    number,
                                    new ReversePartitionReader(
                                            reader,
                                            filter,
                                            number,
                                            range,
                                            limit / layout.partitions() + 1)));
            var items = new ArrayList<StoredDeadLetter>();
            while (items.size() < limit) {
                var next = newest(partitions.values(), deadline);
                if (next.isEmpty()) {
                    break;
                }
                var letter = next.get();
                items.add(letter);
                requireNonNull(partitions.get(letter.id().partition())).take();
            }
            var rest = new HashMap<Integer, OffsetRange>();
            partitions.forEach((number, partition) -> rest.put(number, partition.rest()));
            return new Page(items, new DeadLetterRanges(rest));
        });
    }

    /** Empty at the end, and where a partition was not read far enough to know. */
    private static Optional<StoredDeadLetter> newest(
            Iterable<ReversePartitionReader> partitions, long deadline) {
        var heads = new ArrayList<StoredDeadLetter>();
        for (var partition : partitions) {
            var head = partition.peek(deadline);
            if (head.isEmpty() && !partition.isAtEnd()) {
                return Optional.empty();
            }
            head.ifPresent(heads::add);
        }
        return heads.stream().min(NEWEST_FIRST);
    }

    /** Those of a cursor as far as the topic still holds them, else all that can match. */
    static Map<Integer, OffsetRange> ranges(
            DeadLetterReader reader, DeadLetterFilter filter, Optional<DeadLetterRanges> wanted) {
        if (wanted.isEmpty()) {
            return reader.ranges(filter.from());
        }
        var held = reader.ranges(Optional.empty());
        var ranges = new HashMap<Integer, OffsetRange>();
        wanted.get()
                .byPartition()
                .forEach((number, range) ->
                        ranges.put(number, range.within(requireNonNull(held.get(number)))));
        return ranges;
    }

    /** One letter with its content. */
    Optional<DeadLetterContent> find(DeadLetterId id) {
        return ask(reader -> reader.find(id));
    }

    <T> T ask(Function<DeadLetterReader, T> question) {
        try {
            if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Unavailable.because("too many requests read dead letters", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unavailable.because("interrupted", e);
        }
        try (var reader = new DeadLetterReader(kafka, layout)) {
            return question.apply(reader);
        } finally {
            permits.release();
        }
    }
}
