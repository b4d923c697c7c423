package io.telltale.poller.letter;

import io.telltale.poller.letter.DeadLetterCursor.Span;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The dead letters, read from their topic for each question; few questions at once. A list is cut
 * where its time is over and says where it goes on.
 */
public final class DeadLetterQueries {

    private static final int QUESTIONS_AT_ONCE = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_LIST = Duration.ofSeconds(4);
    private static final Comparator<StoredDeadLetter> YOUNGEST_FIRST =
            Comparator.comparing(StoredDeadLetter::at)
                    .thenComparingInt(letter -> letter.id().partition())
                    .thenComparingLong(letter -> letter.id().offset())
                    .reversed();

    private final Semaphore room = new Semaphore(QUESTIONS_AT_ONCE, true);
    private final KafkaSettings kafka;
    private final TopicLayout layout;

    /** On the topics of this layout. */
    public DeadLetterQueries(KafkaSettings kafka, TopicLayout layout) {
        this.kafka = kafka;
        this.layout = layout;
    }

    /**
     * Some letters.
     *
     * @param items youngest first
     * @param next where the list goes on; empty at its end
     */
    public record Page(List<StoredDeadLetter> items, Optional<String> next) {
        /** The list is copied. */
        public Page {
            items = List.copyOf(items);
        }
    }

    /** Says that a text is no cursor. */
    public static final class NoCursor extends RuntimeException {}

    /**
     * The youngest letters that are wanted, from a place on.
     *
     * @throws NoCursor if the cursor is none of ours
     * @throws KafkaUnavailableException if the brokers do not answer
     */
    public Page page(DeadLetterFilter filter, Optional<String> cursor, int limit) {
        return reading(reader -> {
            var places = places(reader, filter, cursor);
            var deadline = System.nanoTime() + LONGEST_LIST.toNanos();
            var partitions = new TreeMap<Integer, ReversePartitionReader>();
            var each = limit / layout.partitions() + 1;
            places.spans()
                    .forEach((number, span) ->
                            partitions.put(
                                    number,
                                    new ReversePartitionReader(
                                            reader, filter, number, span, each)));
            var items = new ArrayList<StoredDeadLetter>();
            while (items.size() < limit) {
                var next = youngest(partitions.values(), deadline);
                if (next.isEmpty()) {
                    break;
                }
                var letter = next.get();
                items.add(letter);
                Objects.requireNonNull(partitions.get(letter.id().partition())).take();
            }
            var isWhole = partitions.values().stream().allMatch(ReversePartitionReader::isAtItsEnd);
            return new Page(items, isWhole ? Optional.empty() : Optional.of(rest(partitions)));
        });
    }

    /** Empty at the end, and where a partition was not read far enough to know. */
    private static Optional<StoredDeadLetter> youngest(
            Iterable<ReversePartitionReader> partitions, long deadline) {
        var heads = new ArrayList<StoredDeadLetter>();
        for (var partition : partitions) {
            var head = partition.peek(deadline);
            if (head.isEmpty() && !partition.isAtItsEnd()) {
                return Optional.empty();
            }
            head.ifPresent(heads::add);
        }
        return heads.stream().min(YOUNGEST_FIRST);
    }

    private static String rest(Map<Integer, ReversePartitionReader> partitions) {
        var spans = new HashMap<Integer, Span>();
        partitions.forEach((number, partition) -> spans.put(number, partition.rest()));
        return new DeadLetterCursor(spans).cursor();
    }

    /** Where the cursor says, or all there is now. */
    DeadLetterCursor places(
            DeadLetterReader reader, DeadLetterFilter filter, Optional<String> cursor) {
        if (cursor.isPresent()) {
            return within(
                    reader, cursor.flatMap(text -> DeadLetterCursor.of(text, layout.partitions())));
        }
        var begins = reader.begins();
        var since = filter.from().map(reader::since);
        var spans = new HashMap<Integer, Span>();
        reader.ends()
                .forEach((number, end) -> {
                    var begin = Objects.requireNonNull(begins.get(number));
                    var from =
                            since.map(times ->
                                            Objects.requireNonNull(times.get(number)).orElse(end))
                                    .orElse(begin);
                    spans.put(number, new Span(Math.max(begin, from), end));
                });
        return new DeadLetterCursor(spans);
    }

    /** What is past its retention meanwhile, or was never there, is left out. */
    private static DeadLetterCursor within(
            DeadLetterReader reader, Optional<DeadLetterCursor> cursor) {
        var places = cursor.orElseThrow(NoCursor::new);
        var begins = reader.begins();
        var ends = reader.ends();
        var spans = new HashMap<Integer, Span>();
        places.spans()
                .forEach((number, span) ->
                        spans.put(
                                number,
                                new Span(
                                        Math.max(
                                                span.from(),
                                                Objects.requireNonNull(begins.get(number))),
                                        Math.min(
                                                span.to(),
                                                Objects.requireNonNull(ends.get(number))))));
        return new DeadLetterCursor(spans);
    }

    /**
     * One letter with its content.
     *
     * @throws KafkaUnavailableException if the brokers do not answer
     */
    public Optional<DeadLetterContent> find(DeadLetterId id) {
        return reading(reader -> reader.find(id));
    }

    /** Answers a question with a reader of its own. */
    <T> T reading(Function<DeadLetterReader, T> question) {
        try {
            if (!room.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaUnavailableException("too many ask for dead letters at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted", e);
        }
        try (var reader = new DeadLetterReader(kafka, layout)) {
            return question.apply(reader);
        } finally {
            room.release();
        }
    }
}
