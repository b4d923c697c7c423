package io.telltale.poller.deadletter;

import io.telltale.poller.deadletter.RedriveMarks.Mark;
import io.telltale.poller.deadletter.Redriver.Result;
import io.telltale.schemas.publish.RejectedTimestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Redrives of letters of one partition, under its transactional id. Letters are collected and
 * written in transactions of a bounded size, each original together with its mark. Not safe for
 * threads.
 */
final class RedriveTransaction implements AutoCloseable {

    private static final int MOST_LETTERS = 500;
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    private final Producer<byte[], byte[]> producer;
    private final RedriveTarget target;
    private final RedriveMarks marks;
    private final Clock clock;
    private final Runnable onClose;
    private final List<Result> results = new ArrayList<>();
    private final List<DeadLetterContent> uncommitted = new ArrayList<>();
    private long uncommittedBytes;

    RedriveTransaction(
            Producer<byte[], byte[]> producer,
            RedriveTarget target,
            RedriveMarks marks,
            Clock clock,
            Runnable onClose) {
        this.producer = producer;
        this.target = target;
        this.marks = marks;
        this.clock = clock;
        this.onClose = onClose;
    }

    /** Adds a letter, unless it is marked or cannot be redriven. */
    void add(DeadLetterContent content) {
        var mark = marks.of(content.letter().id());
        var because = target.notRedrivableBecause(content.letter(), this::partitionsOf);
        if (mark.isPresent()) {
            results.add(new Result.AlreadyRedriven(mark.get()));
        } else if (because.isPresent()) {
            results.add(new Result.NotRedrivable(because.get()));
        } else {
            uncommitted.add(content);
            uncommittedBytes += content.letter().bytes();
            if (uncommitted.size() >= MOST_LETTERS || uncommittedBytes >= MOST_BYTES) {
                commit();
            }
        }
    }

    private int partitionsOf(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw Unavailable.because("the partitions of topic %s are unknown".formatted(topic), e);
        }
    }

    /**
     * Commits what was added: all of it or nothing. It fails when another instance began to redrive
     * letters of the partition; the request may be repeated.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    void commit() {
        if (uncommitted.isEmpty()) {
            return;
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var records =
                uncommitted.stream()
                        .flatMap(content -> target.records(content, at).stream())
                        .toList();
        try {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            throw Unavailable.because(
                    RejectedTimestamp.orElse("the redrive was not committed; ask again", e), e);
        }
        var mark = new Mark(at, target.by());
        uncommitted.forEach(content -> {
            marks.add(content.letter().id(), mark);
            results.add(new Result.Redriven(mark));
        });
        uncommitted.clear();
        uncommittedBytes = 0;
    }

    /** One for each letter that was added and committed. */
    List<Result> results() {
        return List.copyOf(results);
    }

    @Override
    public void close() {
        try {
            producer.close(LONGEST_CLOSE);
        } finally {
            onClose.run();
        }
    }
}
