package io.telltale.poller.letter;

import io.telltale.poller.letter.RedriveMarks.Redriven;
import io.telltale.poller.letter.Redriver.Result;
import io.telltale.schemas.publish.RejectedTimestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * One stretch of redriving on one partition, under its transactional id. Letters are gathered and
 * written in transactions of a bounded size, each letter's record together with its mark.
 */
final class RedriveTransaction implements AutoCloseable {

    private static final int MOST_LETTERS = 500;
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final Producer<byte[], byte[]> producer;
    private final RedriveTarget wayBack;
    private final RedriveMarks marks;
    private final Clock clock;
    private final Runnable end;
    private final Map<DeadLetterId, Result> results = new HashMap<>();
    private final Map<DeadLetterId, DeadLetterContent> waiting = new LinkedHashMap<>();
    private long waitingBytes;

    RedriveTransaction(
            Producer<byte[], byte[]> producer,
            RedriveTarget wayBack,
            RedriveMarks marks,
            Clock clock,
            Runnable end) {
        this.producer = producer;
        this.wayBack = wayBack;
        this.marks = marks;
        this.clock = clock;
        this.end = end;
    }

    /** Takes a letter in, unless it is marked or cannot be written back. */
    void add(DeadLetterContent letter) {
        var id = letter.letter().id();
        var before = marks.of(id);
        if (before.isPresent()) {
            results.put(id, new Result.Before(before.get()));
            return;
        }
        var hindrance = wayBack.hindrance(letter.letter(), this::partitionsOf);
        if (hindrance.isPresent()) {
            results.put(id, new Result.Not(hindrance.get()));
            return;
        }
        waiting.put(id, letter);
        waitingBytes += letter.letter().bytes();
        if (waiting.size() >= MOST_LETTERS || waitingBytes >= MOST_BYTES) {
            commit();
        }
    }

    private int partitionsOf(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw new KafkaUnavailableException(
                    "the brokers do not say how topic %s lies".formatted(topic), e);
        }
    }

    /**
     * Writes what waits: all of it or, after a failure, nothing that anybody reads.
     *
     * @throws KafkaUnavailableException if it is not known to be written, such as when another turn
     *     began
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    void commit() {
        if (waiting.isEmpty()) {
            return;
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var records =
                waiting.values().stream()
                        .flatMap(letter -> wayBack.records(letter, at).stream())
                        .toList();
        try {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            throw new KafkaUnavailableException(
                    RejectedTimestamp.orElse("the redrive was not committed; ask again", e), e);
        }
        var redriven = new Redriven(at, wayBack.by());
        waiting.keySet()
                .forEach(id -> {
                    marks.note(id, redriven);
                    results.put(id, new Result.Now(redriven));
                });
        waiting.clear();
        waitingBytes = 0;
    }

    /** What came of a letter that was added and committed. */
    Result resultOf(DeadLetterContent letter) {
        return Objects.requireNonNull(results.get(letter.letter().id()), "not added");
    }

    /** How many came to this, of all that were committed. */
    long count(Class<? extends Result> result) {
        return results.values().stream().filter(result::isInstance).count();
    }

    @Override
    public void close() {
        try {
            producer.close(LONGEST_CLOSE);
        } finally {
            end.run();
        }
    }
}
