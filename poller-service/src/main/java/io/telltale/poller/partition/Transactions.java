package io.telltale.poller.partition;

import io.telltale.poller.schedule.CommitFailedException;
import io.telltale.poller.schedule.PollCommit;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RejectedTimestamp;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactional producer of one partition. Its transactional id is tied to the partition, so a
 * new owner fences the one before: brokers refuse what that one still sends.
 *
 * <p>Transactions run one at a time, and none any more after one that failed or after {@link
 * #end()}.
 */
final class Transactions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);
    private static final int MOST_AT_ONCE = 10_000;

    private final int partition;
    private final Producer<String, byte[]> producer;
    private final KafkaRecords records;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean ended;

    /**
     * Takes the transactional id: after this, transactions of an earlier owner are finished or
     * aborted.
     *
     * @throws KafkaException if the brokers do not grant it
     */
    Transactions(int partition, Producer<String, byte[]> producer, KafkaRecords records) {
        this.partition = partition;
        this.producer = producer;
        this.records = records;
        producer.initTransactions();
    }

    static Transactions take(
            int partition, KafkaSettings kafka, TopicLayout layout, KafkaRecords records) {
        var producer =
                new KafkaProducer<>(
                        kafka.client(
                                Map.of(
                                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                        layout.nameOf("telltale-poller-" + partition),
                                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                        15_000,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                        12_000,
                                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        10_000,
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                        12_000,
                                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                        "lz4",
                                        ProducerConfig.LINGER_MS_CONFIG,
                                        0)),
                        new StringSerializer(),
                        new ByteArraySerializer());
        try {
            return new Transactions(partition, producer, records);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Whether nothing is committed any more: all that was read is to be dropped. */
    boolean isEnded() {
        return ended;
    }

    /** Commits nothing from now on. */
    void end() {
        ended = true;
    }

    /**
     * Runs while nothing else is committed. An exception ends all transactions: nothing may be sent
     * into one that is half sent, and nothing be remembered that may not be committed.
     */
    void alone(Runnable work) {
        lock.lock();
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Writes tasks that are not there yet. */
    void add(List<PollTask> tasks, Instant at) {
        var trace = TraceParent.fresh();
        commit(
                tasks.stream()
                        .map(task ->
                                records.of(
                                        Topics.POLLER_TASK,
                                        partition,
                                        task.getId(),
                                        task,
                                        OutputRecords.PART,
                                        at,
                                        trace))
                        .toList());
    }

    /**
     * Writes tombstones in their order. Many are written in several transactions; what a crash
     * leaves is found by the next take-over, so a task goes before its checkpoints.
     */
    void forget(Collection<Tombstone> tombstones, Instant at) {
        var all = List.copyOf(tombstones);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            commit(
                    all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)).stream()
                            .map(tombstone -> record(tombstone, at))
                            .toList());
        }
    }

    /** Health lies by its own key, everything else with the account. */
    private ProducerRecord<String, byte[]> record(Tombstone tombstone, Instant at) {
        return tombstone.topic().equals(Topics.SOURCE_HEALTH)
                ? records.tombstone(tombstone.topic(), null, tombstone.key(), at)
                : records.tombstone(tombstone.topic(), partition, tombstone.key(), at);
    }

    /** Writes a sealed secret of an account of this partition. */
    void keep(String key, AccountSecret secret) {
        var at = secret.getSealedAt();
        commit(
                List.of(
                        records.of(
                                Topics.POLLER_SECRET,
                                partition,
                                key,
                                secret,
                                OutputRecords.PART,
                                at,
                                TraceParent.fresh())));
    }

    /**
     * Writes all outputs and the progress, or nothing.
     *
     * @throws CommitFailedException if it is not known to be committed
     */
    void commit(PollCommit commit) {
        var made =
                new OutputRecords(
                        records, partition, commit.taskId(), commit.at(), TraceParent.fresh());
        commit(
                Stream.concat(
                                commit.outputs().stream().map(made::of),
                                Stream.of(made.of(commit.progress())))
                        .toList());
    }

    private void commit(List<ProducerRecord<String, byte[]>> all) {
        alone(() -> send(all));
    }

    /** Send and commit only: records are made before, so that a broken one fails outside. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send failed with
    private void send(List<ProducerRecord<String, byte[]>> all) {
        if (ended) {
            throw new CommitFailedException(
                    "partition %d is dropped".formatted(partition),
                    new IllegalStateException("nothing was sent"));
        }
        try {
            producer.beginTransaction();
            all.forEach(producer::send);
            producer.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            var failed = "partition %d was not committed".formatted(partition);
            var message = RejectedTimestamp.orElse(failed, e);
            if (!ended) {
                LOG.warn("{}: {}", message, e.toString());
            }
            throw new CommitFailedException(message, e);
        }
    }

    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }
}
