package io.telltale.service.topic;

import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
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
import org.apache.avro.specific.SpecificRecord;
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
 * The records of the last hours on a topic, what is committed of them, by key. Each instance reads
 * them all, on a thread of its own that outlives the brokers. For any number of threads.
 */
public final class RecentRecords<V extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecentRecords.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Map<String, Kept<V>> byKey = new ConcurrentHashMap<>();
    private final Deque<Kept<V>> oldestFirst = new ArrayDeque<>();
    private final Topic<V> topic;
    private final Duration kept;
    private final Clock clock;
    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordSerdes serdes;
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean stopping;

    private record Kept<V>(String key, V value, Instant at) {}

    /**
     * Begins to read.
     *
     * @param kept how long a record is kept, by its time
     */
    public RecentRecords(
            Topic<V> topic,
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            Duration kept,
            Clock clock) {
        this.topic = topic;
        this.serdes = serdes;
        this.kept = kept;
        this.clock = clock;
        this.partitions =
                IntStream.range(0, layout.partitions())
                        .mapToObj(number -> new TopicPartition(layout.nameOf(topic), number))
                        .toList();
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name(topic.name()).start(this::read);
    }

    /** The last record of a key, once it has come. */
    public Optional<V> find(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Kept::value);
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

    /** Where the oldest record stands that is still kept; at the end where there is none. */
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
            LOG.warn("{} cannot be read now: {}", topic.name(), e.getMessage());
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
            LOG.warn("{} cannot be read now: {}", topic.name(), e.getMessage());
        }
    }

    /** One that cannot be read costs only itself. */
    private void keep(ConsumerRecord<String, byte[]> record) {
        try {
            var value = serdes.read(record.topic(), topic.value(), record.value());
            if (value != null) {
                var one = new Kept<>(record.key(), value, Instant.ofEpochMilli(record.timestamp()));
                byKey.put(record.key(), one);
                oldestFirst.add(one);
            }
        } catch (SerializationException e) {
            LOG.warn(
                    "the record at {}-{} offset {} cannot be read: {}",
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
            byKey.remove(old.key(), old);
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
