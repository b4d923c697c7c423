package io.telltale.poller.letter;

import io.telltale.poller.letter.RedriveMarks.Redriven;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records of dead letters back to where they stood, each once however many ask for it, here
 * or on other instances.
 *
 * <p>All that redrives letters of one partition bears one transactional id. A turn takes the id,
 * which ends every turn before it, and only then reads which letters are marked: an earlier turn's
 * transaction is by then committed, and read, or can never be.
 */
public final class Redriver {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Map<Integer, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final KafkaRecords records;
    private final RedriveMarks marks;
    private final Clock clock;

    /** On the topics of this layout. */
    public Redriver(
            KafkaSettings kafka,
            TopicLayout layout,
            KafkaRecords records,
            RedriveMarks marks,
            Clock clock) {
        this.kafka = kafka;
        this.layout = layout;
        this.records = records;
        this.marks = marks;
        this.clock = clock;
    }

    /** What came of the wish to redrive a letter. */
    public sealed interface Result {

        /**
         * Its record was written back by this wish.
         *
         * @param redriven what its mark says
         */
        record Now(Redriven redriven) implements Result {}

        /**
         * It was written back before.
         *
         * @param redriven what its mark says
         */
        record Before(Redriven redriven) implements Result {}

        /**
         * It cannot be written back.
         *
         * @param why in words for the operator
         */
        record Not(String why) implements Result {}
    }

    /** Whether the letter's record may go back, as far as the letter alone shows it. */
    public boolean takes(StoredDeadLetter letter) {
        return RedriveTarget.hindrance(letter, layout).isEmpty();
    }

    /**
     * Redrives one letter.
     *
     * @param by who asks, for the mark
     * @throws KafkaUnavailableException if it is not known to be written; asking again is safe
     */
    public Result redrive(DeadLetterContent letter, String by) {
        try (var turn = turn(letter.letter().id().partition(), by)) {
            turn.add(letter);
            turn.commit();
            return turn.resultOf(letter);
        }
    }

    /** Begins a turn on a partition; within this process one at a time. */
    RedriveTransaction turn(int partition, String by) {
        var lock = turns.computeIfAbsent(partition, _ -> new ReentrantLock());
        try {
            if (!lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaUnavailableException("another redrive of the partition is at work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted", e);
        }
        try {
            return begun(partition, by, lock);
        } catch (RuntimeException e) {
            lock.unlock();
            throw e;
        }
    }

    private RedriveTransaction begun(int partition, String by, ReentrantLock lock) {
        var producer =
                new KafkaProducer<>(
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
        try {
            producer.initTransactions();
            marks.readOn();
            return new RedriveTransaction(
                    producer, new RedriveTarget(layout, records, by), marks, clock, lock::unlock);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw new KafkaUnavailableException("the brokers do not take a redrive now", e);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }
}
