package io.telltale.poller.answer;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every device that an event of an account named first, as far back as the topics are kept. Only
 * keys and headers are looked at: the key is the device, the source names the account. Reading
 * begins when somebody asks, and goes on from then; should it end with a bug, it begins again with
 * the next question.
 */
public final class DevicesOnTopics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DevicesOnTopics.class);
    private static final String SOURCE = "/thingspace/";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Map<String, Set<String>> byAccount = new ConcurrentHashMap<>();
    private final KafkaSettings kafka;
    private final List<TopicPartition> partitions;
    private Optional<Thread> thread = Optional.empty();
    private volatile boolean stopping;

    /** Of the topics of this layout. */
    public DevicesOnTopics(KafkaSettings kafka, TopicLayout layout) {
        this.kafka = kafka;
        this.partitions =
                Stream.of(Topics.DEVICE_SMS, Topics.DEVICE_STATUS)
                        .map(layout::nameOf)
                        .flatMap(name ->
                                IntStream.range(0, layout.partitions())
                                        .mapToObj(number -> new TopicPartition(name, number)))
                        .toList();
    }

    /** Refs of the devices; more from time to time. */
    public Collection<String> of(String account) {
        begin();
        return byAccount.getOrDefault(account, Set.of());
    }

    private synchronized void begin() {
        if (thread.filter(Thread::isAlive).isEmpty() && !stopping) {
            thread = Optional.of(Thread.ofPlatform().name("seen-devices").start(this::read));
        }
    }

    private void read() {
        try (var consumer = consumer()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                readOnce(consumer);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("seen devices are read no more, until somebody asks", e);
        }
    }

    private void readOnce(KafkaConsumer<String, byte[]> consumer) {
        try {
            consumer.poll(POLL).forEach(this::keep);
        } catch (KafkaException e) {
            LOG.warn("seen devices cannot be read now: {}", e.getMessage());
        }
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_source");
        if (header == null || record.key() == null) {
            return;
        }
        var source = new String(header.value(), StandardCharsets.UTF_8);
        if (source.startsWith(SOURCE)) {
            byAccount
                    .computeIfAbsent(
                            source.substring(SOURCE.length()), _ -> ConcurrentHashMap.newKeySet())
                    .add(record.key());
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.client(
                        Map.of(
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public synchronized void close() {
        stopping = true;
        thread.ifPresent(reading -> {
            try {
                reading.join(LONGEST_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
