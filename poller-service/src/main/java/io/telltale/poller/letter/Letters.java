package io.telltale.poller.letter;

import io.telltale.poller.letter.Places.Span;
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
public final class Letters {

    private static final int QUESTIONS_AT_ONCE = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_LIST = Duration.ofSeconds(4);
    private static final Comparator<Letter> YOUNGEST_FIRST =
            Comparator.comparing(Letter::at)
                    .thenComparingInt(letter -> letter.id().partition())
                    .thenComparingLong(letter -> letter.id().offset())
                    .reversed();

    private final Semaphore room = new Semaphore(QUESTIONS_AT_ONCE, true);
    private final KafkaSettings kafka;
    private final TopicLayout layout;

    /** On the topics of this layout. */
    public Letters(KafkaSettings kafka, TopicLayout layout) {
        this.kafka = kafka;
        this.layout = layout;
    }

    /**
     * Some letters.
     *
     * @param items youngest first
     * @param next where the list goes on; empty at its end
     */
    public record Page(List<Letter> items, Optional<String> next) {
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
     * @throws LettersAway if the brokers do not answer
     */
    public Page page(LetterFilter filter, Optional<String> cursor, int limit) {
        return reading(reader -> {
            var places = places(reader, filter, cursor);
            var deadline = System.nanoTime() + LONGEST_LIST.toNanos();
            var partitions = new TreeMap<Integer, Backwards>();
            var each = limit / layout.partitions() + 1;
            places.spans()
                    .forEach((number, span) ->
                            partitions.put(
                                    number, new Backwards(reader, filter, number, span, each)));
            var items = new ArrayList<Letter>();
            while (items.size() < limit) {
                var next = youngest(partitions.values(), deadline);
                if (next.isEmpty()) {
                    break;
                }
                var letter = next.get();
                items.add(letter);
                Objects.requireNonNull(partitions.get(letter.id().partition())).take();
            }
            var isWhole = partitions.values().stream().allMatch(Backwards::isAtItsEnd);
            return new Page(items, isWhole ? Optional.empty() : Optional.of(rest(partitions)));
        });
    }

    /** Empty at the end, and where a partition was not read far enough to know. */
    private static Optional<Letter> youngest(Iterable<Backwards> partitions, long deadline) {
        var heads = new ArrayList<Letter>();
        for (var partition : partitions) {
            var head = partition.peek(deadline);
            if (head.isEmpty() && !partition.isAtItsEnd()) {
                return Optional.empty();
            }
            head.ifPresent(heads::add);
        }
        return heads.stream().min(YOUNGEST_FIRST);
    }

    private static String rest(Map<Integer, Backwards> partitions) {
        var spans = new HashMap<Integer, Span>();
        partitions.forEach((number, partition) -> spans.put(number, partition.rest()));
        return new Places(spans).cursor();
    }

    /** Where the cursor says, or all there is now. */
    Places places(LetterReader reader, LetterFilter filter, Optional<String> cursor) {
        if (cursor.isPresent()) {
            return within(reader, cursor.flatMap(text -> Places.of(text, layout.partitions())));
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
        return new Places(spans);
    }

    /** What is past its retention meanwhile, or was never there, is left out. */
    private static Places within(LetterReader reader, Optional<Places> cursor) {
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
        return new Places(spans);
    }

    /**
     * One letter with its content.
     *
     * @throws LettersAway if the brokers do not answer
     */
    public Optional<KeptLetter> find(LetterId id) {
        return reading(reader -> reader.find(id));
    }

    /** Answers a question with a reader of its own. */
    <T> T reading(Function<LetterReader, T> question) {
        try {
            if (!room.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LettersAway("too many ask for dead letters at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LettersAway("interrupted", e);
        }
        try (var reader = new LetterReader(kafka, layout)) {
            return question.apply(reader);
        } finally {
            room.release();
        }
    }
}
