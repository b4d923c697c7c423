package io.telltale.poller.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.publish.DeadLetterHeaders;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Which letters were redriven, as the mark topic says. Read on when somebody asks, to the end as it
 * is then. Holds one small entry per redriven letter that can still be read. Safe for threads.
 */
public final class RedriveMarks implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);
    private static final String UNKNOWN = "unknown";
    private static final int MANY = 10_000;

    private final ReentrantLock one = new ReentrantLock();
    private final Map<DeadLetterId, Redriven> marks = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<TopicPartition> letters;
    private boolean begun;
    private int looked = MANY;

    /**
     * A letter was redriven.
     *
     * @param at when
     * @param by who asked for it
     */
    public record Redriven(Instant at, String by) {}

    /** Reads nothing before the first question. */
    public RedriveMarks(KafkaSettings kafka, TopicLayout layout) {
        this.partitions = partitions(layout.nameOf(Topics.DEAD_LETTER_REDRIVE), layout);
        this.letters = partitions(layout.nameOf(Topics.DEAD_LETTER), layout);
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(
                                Map.of(
                                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                        50,
                                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        Math.toIntExact(LONGEST.toMillis()),
                                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        Math.toIntExact(LONGEST.toMillis()))),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic, TopicLayout layout) {
        return IntStream.range(0, layout.partitions())
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    /**
     * Every mark that was committed before this call is known after it.
     *
     * @throws KafkaUnavailableException if the brokers do not give them in time
     */
    public void readOn() {
        try {
            if (!one.tryLock(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaUnavailableException(
                        "the marks of redriven letters were not read in " + LONGEST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted", e);
        }
        try {
            readToTheEnd();
            forgetPast();
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("the brokers do not answer", e);
        } finally {
            one.unlock();
        }
    }

    private void readToTheEnd() {
        if (!begun) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            begun = true;
        }
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::take);
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaUnavailableException(
                        "the marks of redriven letters were not read in " + LONGEST);
            }
        }
    }

    /** Never its value: a mark counts whatever the registry says, or does not say, of that. */
    private void take(ConsumerRecord<String, byte[]> record) {
        Optional.ofNullable(record.key())
                .flatMap(DeadLetterId::parse)
                .ifPresent(id -> marks.put(id, redriven(record)));
    }

    private static Redriven redriven(ConsumerRecord<String, byte[]> mark) {
        var by = mark.headers().lastHeader(DeadLetterHeaders.BY);
        return new Redriven(
                Instant.ofEpochMilli(mark.timestamp()),
                by == null || by.value() == null ? UNKNOWN : new String(by.value(), UTF_8));
    }

    /** Now and then: what is marked goes with its letter. */
    private void forgetPast() {
        if (marks.size() < looked + MANY) {
            return;
        }
        var begins = consumer.beginningOffsets(letters);
        for (var partition : letters) {
            var begin = begins.getOrDefault(partition, 0L);
            marks.keySet()
                    .removeIf(id -> id.partition() == partition.partition() && id.offset() < begin);
        }
        looked = marks.size();
    }

    /** How the letter was redriven, as far as was read. */
    public Optional<Redriven> of(DeadLetterId id) {
        return Optional.ofNullable(marks.get(id));
    }

    /** Takes in a mark that is committed and may not be read yet. */
    void note(DeadLetterId id, Redriven redriven) {
        marks.put(id, redriven);
    }

    @Override
    public void close() {
        one.lock();
        try {
            consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        } finally {
            one.unlock();
        }
    }
}
