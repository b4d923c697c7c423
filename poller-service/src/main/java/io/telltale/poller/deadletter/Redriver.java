package io.telltale.poller.deadletter;

import io.telltale.poller.deadletter.RedriveMarks.Mark;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records of dead letters back to their topics, each exactly once, however many requests ask
 * for it on any instance.
 *
 * <p>All redrives of letters of one partition use one transactional id. {@code initTransactions}
 * fences the producers before it; only then are the marks read. So an earlier transaction is either
 * committed, and its marks are read, or never will be.
 */
@Singleton
final class Redriver {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Map<Integer, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final KafkaRecords records;
    private final RedriveMarks marks;
    private final Clock clock;

    Redriver(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            RedriveMarks marks,
            Clock clock) {
        this.kafka = kafka;
        this.layout = layout;
        this.records = new KafkaRecords(layout, serdes);
        this.marks = marks;
        this.clock = clock;
    }

    /** What a request to redrive a letter did. */
    sealed interface Result {

        /** This request wrote its record back. */
        record Redriven(Mark mark) implements Result {}

        /** An earlier request did. */
        record AlreadyRedriven(Mark mark) implements Result {}

        /**
         * Its record cannot be written back.
         *
         * @param because why, and what to do instead
         */
        record NotRedrivable(String because) implements Result {}
    }

    /** Whether the letter's record may be written back, as far as its headers show. */
    boolean isRedrivable(StoredDeadLetter letter) {
        return RedriveTarget.notRedrivableBecause(letter, layout).isEmpty();
    }

    /**
     * Redrives one letter.
     *
     * @param by who asks, for the mark
     */
    Result redrive(DeadLetterContent content, String by) {
        try (var redrive = begin(content.letter().id().partition(), by)) {
            redrive.add(content);
            redrive.commit();
            return redrive.results().getFirst();
        }
    }

    /** Begins to redrive letters of a partition; in this process one request at a time. */
    RedriveTransaction begin(int partition, String by) {
        var lock = locks.computeIfAbsent(partition, _ -> new ReentrantLock());
        Unavailable.lock(lock, LONGEST_WAIT, "another redrive of the partition is running");
        Producer<byte[], byte[]> producer = null;
        try {
            producer = producer(partition);
            producer.initTransactions();
            marks.readToEnd();
            return new RedriveTransaction(
                    producer, new RedriveTarget(layout, records, by), marks, clock, lock::unlock);
        } catch (RuntimeException e) {
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
            lock.unlock();
            throw e instanceof KafkaException ? Unavailable.because("Kafka is unavailable", e) : e;
        }
    }

    private Producer<byte[], byte[]> producer(int partition) {
        return new KafkaProducer<>(
                kafka.client(
                        Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                layout.nameOf("telltale-redrive-" + partition),
                                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                15_000,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                12_000,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                10_000,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                12_000,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
