package io.telltale.streams.run;

import static java.util.Objects.requireNonNull;

import io.micronaut.context.annotation.Requires;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SchemaIds;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.KeyPartition;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicFollower;
import io.telltale.service.topic.TopicReader;
import io.telltale.streams.query.LiveTimelines;
import io.telltale.streams.query.Lookup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code device.timeline.v1} with one {@link TopicReader} for all subscribers, and only the
 * partitions that have some. A subscriber that begins earlier catches up with a consumer of its own
 * and goes over without a gap.
 */
@Singleton
@Requires(beans = StreamsSettings.class)
final class TimelineReader implements LiveTimelines, TopicFollower {

    private static final int MOST_SUBSCRIBERS = 10_000;

    /** Entries that wait for one subscriber; one that falls further behind has to come again. */
    private static final int MOST_WAITING = 1_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final RecordSerdes serdes;
    private final Object lock = new Object();

    /** Guarded by the lock. */
    private final Map<String, Set<Subscriber>> subscribers = new HashMap<>();

    /** Next offset of each partition that is read. Guarded by the lock. */
    private final Map<Integer, Long> positions = new HashMap<>();

    /** Guarded by the lock. */
    private int count;

    /** Begins with the first subscriber. Guarded by the lock. */
    private @Nullable TopicReader reader;

    private volatile boolean isStopping;

    TimelineReader(
            KafkaSettings kafka,
            TopicLayout layout,
            SerdeSettings serdeSettings,
            SchemaIds schemaIds) {
        this.kafka = kafka;
        this.layout = layout;
        this.serdes = new RecordSerdes(serdeSettings, schemaIds);
    }

    @PreDestroy
    void stop() {
        isStopping = true;
        TopicReader last;
        synchronized (lock) {
            last = reader;
        }
        if (last != null) {
            last.close();
        }
        serdes.close();
    }

    @Override
    public String name() {
        return Topics.DEVICE_TIMELINE.name();
    }

    @Override
    public boolean isDead() {
        synchronized (lock) {
            return reader != null && reader.isDead();
        }
    }

    @Override
    public Lookup<Subscription> subscribe(String deviceKey, Optional<TimelinePosition> after) {
        var partition = KeyPartition.of(deviceKey, layout.partitions());
        try (var consumer = consumer()) {
            var topic = topicPartition(partition);
            consumer.assign(List.of(topic));
            var end = consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
            var first = consumer.beginningOffsets(List.of(topic)).getOrDefault(topic, 0L);
            var wanted =
                    after.filter(position -> position.partition() == partition)
                            .map(position -> position.offset() + 1)
                            .orElse(end);
            var subscriber = new Subscriber(deviceKey, wanted < first);
            var live = add(subscriber, partition, end);
            if (live < 0) {
                return new Lookup.NotReady<>(MOST_SUBSCRIBERS + " timelines are read already");
            }
            if (!catchUp(consumer, subscriber, Math.max(first, wanted), live)) {
                subscriber.close();
                return new Lookup.NotReady<>("the timeline could not be read in time");
            }
            return new Lookup.Found<>(subscriber);
        } catch (KafkaException e) {
            return new Lookup.NotReady<>("Kafka is unavailable: " + e.getClass().getSimpleName());
        }
    }

    /** The offset from which on the subscriber gets entries; negative where there are too many. */
    private long add(Subscriber subscriber, int partition, long end) {
        synchronized (lock) {
            if (count >= MOST_SUBSCRIBERS) {
                return -1;
            }
            count++;
            subscribers.computeIfAbsent(subscriber.deviceKey, _ -> new HashSet<>()).add(subscriber);
            if (reader == null) {
                reader =
                        TopicReader.ofWanted("timeline-reader", kafka, this::wanted, this::deliver);
            }
            return positions.computeIfAbsent(partition, _ -> end);
        }
    }

    private void remove(Subscriber subscriber) {
        synchronized (lock) {
            var same = subscribers.get(subscriber.deviceKey);
            if (same != null && same.remove(subscriber)) {
                count--;
                if (same.isEmpty()) {
                    subscribers.remove(subscriber.deviceKey);
                }
            }
        }
    }

    /** Reads what lies before the offset from which on the shared consumer delivers. */
    private boolean catchUp(
            KafkaConsumer<String, byte[]> consumer, Subscriber subscriber, long from, long until) {
        var topic = consumer.assignment().iterator().next();
        var deadline = System.nanoTime() + LONGEST_CATCH_UP.toNanos();
        consumer.seek(topic, from);
        while (consumer.position(topic) < until) {
            if (System.nanoTime() > deadline || isStopping) {
                return false;
            }
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < until && subscriber.deviceKey.equals(record.key())) {
                    subscriber.earlier.add(published(record));
                }
            }
        }
        return true;
    }

    /** Next offset of every partition with a subscriber; others are read no longer. */
    private Map<TopicPartition, Long> wanted() {
        synchronized (lock) {
            positions.keySet().retainAll(partitionsOfSubscribers());
            return positions.entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    position -> topicPartition(position.getKey()),
                                    Map.Entry::getValue));
        }
    }

    private Set<Integer> partitionsOfSubscribers() {
        var partitions = new HashSet<Integer>();
        subscribers
                .keySet()
                .forEach(key -> partitions.add(KeyPartition.of(key, layout.partitions())));
        return partitions;
    }

    private void deliver(ConsumerRecord<String, byte[]> record) {
        synchronized (lock) {
            positions.computeIfPresent(record.partition(), (_, _) -> record.offset() + 1);
            var interested = subscribers.getOrDefault(record.key(), Set.of());
            if (!interested.isEmpty()) {
                var published = published(record);
                interested.forEach(subscriber -> subscriber.offer(published));
            }
        }
    }

    private Published published(ConsumerRecord<String, byte[]> record) {
        var entry = serdes.read(record.topic(), TimelineEntry.class, record.value());
        return new Published(
                new TimelinePosition(record.partition(), record.offset()),
                requireNonNull(entry, "a timeline has no tombstones"));
    }

    private TopicPartition topicPartition(int partition) {
        return new TopicPartition(layout.nameOf(Topics.DEVICE_TIMELINE), partition);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** One subscriber: entries before the shared consumer's position, then what it delivers. */
    private final class Subscriber implements Subscription {

        private final String deviceKey;
        private final boolean hasGap;
        private final List<Published> earlier = new ArrayList<>();
        private final BlockingQueue<Published> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private volatile boolean isTooSlow;

        Subscriber(String deviceKey, boolean hasGap) {
            this.deviceKey = deviceKey;
            this.hasGap = hasGap;
        }

        void offer(Published published) {
            if (!waiting.offer(published)) {
                isTooSlow = true;
            }
        }

        @Override
        public boolean hasGap() {
            return hasGap;
        }

        @Override
        public List<Published> await(Duration longest) throws InterruptedException {
            if (!earlier.isEmpty()) {
                var found = List.copyOf(earlier);
                earlier.clear();
                return found;
            }
            if (isOver()) {
                return List.of();
            }
            var found = new ArrayList<Published>();
            var next = waiting.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                found.add(next);
                waiting.drainTo(found, MOST_WAITING);
            }
            return found;
        }

        @Override
        public boolean isOver() {
            return isStopping || (isTooSlow && waiting.isEmpty());
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
