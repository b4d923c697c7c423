package io.telltale.poller.answer;

import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of the last hours on the answer topic, by request id. Each instance reads them all:
 * an answer may come before its request id is stored, or while no poller ran. Nothing waits longer
 * for its answer than they are kept.
 */
public final class Answers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Map<String, Kept> byRequest = new ConcurrentHashMap<>();
    private final Deque<Kept> oldestFirst = new ArrayDeque<>();
    private final Duration kept;
    private final Clock clock;
    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordSerdes serdes;
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean stopping;

    private record Kept(ProviderAnswer answer, Instant at) {}

    /**
     * Begins to read.
     *
     * @param kept how long an answer is kept, by the time of its record
     */
    public Answers(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            Duration kept,
            Clock clock) {
        this.serdes = serdes;
        this.kept = kept;
        this.clock = clock;
        this.partitions =
                IntStream.range(0, layout.partitions())
                        .mapToObj(number ->
                                new TopicPartition(layout.nameOf(Topics.PROVIDER_ANSWER), number))
                        .toList();
        this.consumer =
                new KafkaConsumer<>(
                        kafka.client(
                                Map.of(
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                        "earliest")),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("answers").start(this::read);
    }

    /** The answer to a request, once its callback has come. */
    public Optional<ProviderAnswer> to(String requestId) {
        return Optional.ofNullable(byRequest.get(requestId)).map(Kept::answer);
    }

    private void read() {
        try (consumer) {
            consumer.assign(partitions);
            var begun = false;
            while (!stopping) {
                begun = begun || begin();
                if (begun) {
                    readOnce();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("told to stop");
        }
    }

    /** Where the oldest answer stands that is still kept; at the end where there is none. */
    private boolean begin() {
        try {
            var oldest = clock.instant().minus(kept).toEpochMilli();
            var offsets =
                    consumer.offsetsForTimes(
                            partitions.stream()
                                    .collect(
                                            Collectors.toMap(
                                                    partition -> partition, partition -> oldest)));
            var ends = consumer.endOffsets(partitions);
            partitions.forEach(partition ->
                    consumer.seek(
                            partition,
                            Optional.ofNullable(offsets.get(partition))
                                    .map(OffsetAndTimestamp::offset)
                                    .orElseGet(() -> Objects.requireNonNull(ends.get(partition)))));
            return true;
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("answers cannot be read now: {}", e.getMessage());
            return false;
        }
    }

    private void readOnce() {
        try {
            consumer.poll(POLL).forEach(this::keep);
            dropOld();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("answers cannot be read now: {}", e.getMessage());
        }
    }

    /** One that cannot be read costs only itself: its request is asked again after the deadline. */
    private void keep(ConsumerRecord<String, byte[]> record) {
        try {
            var answer = serdes.read(record.topic(), ProviderAnswer.class, record.value());
            if (answer != null) {
                var one = new Kept(answer, Instant.ofEpochMilli(record.timestamp()));
                byRequest.put(answer.getRequestId(), one);
                oldestFirst.add(one);
            }
        } catch (SerializationException e) {
            LOG.warn(
                    "the answer at {}-{} offset {} cannot be read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    /** Partitions mix, so one may stay a little longer than those that came before it. */
    private void dropOld() {
        var oldest = clock.instant().minus(kept);
        while (!oldestFirst.isEmpty() && oldestFirst.getFirst().at().isBefore(oldest)) {
            var old = oldestFirst.removeFirst();
            byRequest.remove(old.answer().getRequestId(), old);
        }
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
