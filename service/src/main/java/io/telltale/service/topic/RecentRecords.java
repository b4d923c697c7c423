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
 * The records of the last hours on a topic, what is committed of them, by key. Each instance reads
 * them all, on a thread of its own that outlives the brokers. For any number of threads.
 */
public final class RecentRecords<V extends SpecificRecord> implements TopicFollower, AutoCloseable {

    private final Map<String, Kept<V>> byKey = new ConcurrentHashMap<>();
    private final Deque<Kept<V>> oldestFirst = new ArrayDeque<>();
    private final Topic<V> topic;
    private final RecordSerdes serdes;
    private final Duration kept;
    private final InstantSource clock;
    private final FollowedTopic followed;

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
        this.followed =
                new FollowedTopic(
                        topic.name(),
                        kafka,
                        layout,
                        List.of(layout.nameOf(topic)),
                        Optional.of(clock.instant().minus(kept)),
                        this::keep);
    }

    /** The last record of a key, once it has come. */
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

    /** Partitions mix, so one may stay a little longer than those that came before it. */
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
        return followed.isDead();
    }

    @Override
    public void close() {
        followed.close();
    }
}
