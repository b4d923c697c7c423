package io.telltale.poller.deadletter;

import io.telltale.schemas.publish.DeadLetterHeaders;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicFollower;
import io.telltale.service.topic.TopicReader;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which letters were redriven, from {@code dead-letter.redrive.v1}. Holds about 100 bytes for each
 * of the last 45 days, which is longer than a letter can be read. Safe for threads.
 */
@Singleton
final class RedriveMarks implements TopicFollower {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(45);
    private static final int MANY = 10_000;

    private final Map<DeadLetterId, Mark> marks = new ConcurrentHashMap<>();
    private final Clock clock;
    private final TopicReader reader;

    /** How many were left by the last expiry. Only the reader's thread uses it. */
    private int left;

    /**
     * A letter was redriven.
     *
     * @param at when
     * @param by who asked for it
     */
    record Mark(Instant at, String by) {}

    RedriveMarks(KafkaSettings kafka, TopicLayout layout, Clock clock) {
        this.clock = clock;
        this.reader =
                TopicReader.fromBeginning(
                        "redrive-marks",
                        kafka,
                        layout,
                        List.of(layout.nameOf(Topics.DEAD_LETTER_REDRIVE)),
                        this::take);
    }

    /** The value is not read: a mark counts also while its schema is unknown. */
    private void take(ConsumerRecord<String, byte[]> record) {
        var by = DeadLetterContent.text(record.headers(), DeadLetterHeaders.BY).orElse("unknown");
        Optional.ofNullable(record.key())
                .flatMap(DeadLetterId::parse)
                .ifPresent(id -> add(id, new Mark(Instant.ofEpochMilli(record.timestamp()), by)));
        if (marks.size() > left + MANY) {
            var oldest = clock.instant().minus(KEPT);
            marks.values().removeIf(mark -> mark.at().isBefore(oldest));
            left = marks.size();
        }
    }

    /** After this, every mark that was committed before is known; else the request ends. */
    void readToEnd() {
        try {
            if (!reader.awaitEnd(LIMIT)) {
                throw Unavailable.because("the redrive marks were not read in " + LIMIT, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unavailable.because("interrupted", e);
        }
    }

    /** The mark of a letter, as far as was read. */
    Optional<Mark> of(DeadLetterId id) {
        return Optional.ofNullable(marks.get(id));
    }

    /** Adds a mark that is committed and may not be read yet. */
    void add(DeadLetterId id, Mark mark) {
        marks.put(id, mark);
    }

    @Override
    public String name() {
        return Topics.DEAD_LETTER_REDRIVE.name();
    }

    @Override
    public boolean isDead() {
        return reader.isDead();
    }

    @PreDestroy
    void stop() {
        reader.close();
    }
}
