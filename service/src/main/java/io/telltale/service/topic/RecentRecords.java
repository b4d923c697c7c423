package io.telltale.service.topic;

import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The committed records of the last hours on a topic, by key. Each instance reads all partitions.
 * Safe for threads.
 */
public final class RecentRecords<V extends SpecificRecord> implements TopicFollower, AutoCloseable {

    private final Map<String, Kept<V>> byKey = new ConcurrentHashMap<>();
    private final Deque<Kept<V>> oldestFirst = new ArrayDeque<>();
    private final Topic<V> topic;
    private final RecordSerdes serdes;
    private final Duration kept;
    private final InstantSource clock;
    private final TopicReader reader;

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
            InstantSource clock) {
        this.topic = topic;
        this.serdes = serdes;
        this.kept = kept;
        this.clock = clock;
        this.reader =
                TopicReader.since(
                        clock.instant().minus(kept),
                        topic.name(),
                        kafka,
                        layout,
                        List.of(layout.nameOf(topic)),
                        this::keep);
    }

    /** The last record of a key that was read. */
    public Optional<V> find(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Kept::value);
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        var value = serdes.read(record.topic(), topic.value(), record.value());
        if (value != null) {
            var one = new Kept<>(record.key(), value, Instant.ofEpochMilli(record.timestamp()));
            byKey.put(record.key(), one);
            oldestFirst.add(one);
        }
        dropOld();
    }

    /** Partitions are read in no common order, so a record may stay a little longer. */
    private void dropOld() {
        var oldest = clock.instant().minus(kept);
        while (!oldestFirst.isEmpty() && oldestFirst.getFirst().at().isBefore(oldest)) {
            var old = oldestFirst.removeFirst();
            byKey.remove(old.key(), old);
        }
    }

    @Override
    public String name() {
        return topic.name();
    }

    @Override
    public boolean isDead() {
        return reader.isDead();
    }

    @Override
    public void close() {
        reader.close();
    }
}
