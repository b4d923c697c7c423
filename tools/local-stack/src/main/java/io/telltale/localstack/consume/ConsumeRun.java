package io.telltale.localstack.consume;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.schemas.serde.DeserializationFault;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.topic.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic as any consumer may: only what is committed, in no group, leaving nothing behind on
 * the cluster. One use; {@link #stop} is for another thread.
 */
public final class ConsumeRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final KafkaSettings kafka;
    private final SerdeSettings registry;
    private final RecordSerdes serdes;
    private final ConsumableTopic source;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong unreadable = new AtomicLong();

    private ConsumeRun(
            KafkaSettings kafka,
            SerdeSettings registry,
            RecordSerdes serdes,
            ConsumableTopic source) {
        this.kafka = kafka;
        this.registry = registry;
        this.serdes = serdes;
        this.source = source;
        this.consumer =
                new KafkaConsumer<>(
                        kafka.client(
                                Map.of(
                                        "isolation.level",
                                        "read_committed",
                                        "enable.auto.commit",
                                        false,
                                        "allow.auto.create.topics",
                                        false,
                                        "auto.offset.reset",
                                        "earliest",
                                        "default.api.timeout.ms",
                                        (int) ANSWER_LIMIT.toMillis(),
                                        "enable.metrics.push",
                                        false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * A reader of this topic; nothing is asked yet.
     *
     * @throws CannotReadException if the settings are none that Kafka's clients or the deserializer
     *     take
     */
    public static ConsumeRun of(KafkaSettings kafka, SerdeSettings registry, ConsumableTopic source)
            throws CannotReadException {
        try {
            return new ConsumeRun(kafka, registry, new RecordSerdes(registry), source);
        } catch (KafkaException | IllegalArgumentException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new CannotReadException("The settings are wrong: " + cause.getMessage());
        }
    }

    /**
     * Hands over a line for each record, in the order of each partition, until the topic ends as it
     * is now, or there are enough, or {@link #stop} is called.
     *
     * @param line false when no more lines are wanted
     * @throws CannotReadException if brokers or registry do not answer, or hold something against
     *     us
     */
    public void read(RecordSelection selection, Predicate<JsonNode> line)
            throws CannotReadException {
        try (consumer;
                serdes) {
            var partitions = partitions(selection);
            if (source.declared().isPresent()) {
                RegistryAnswers.orRefuse(registry);
            }
            read(selection, partitions, line);
        } catch (WakeupException stopped) {
            return; // as asked
        } catch (TimeoutException e) {
            throw new CannotReadException(
                    "Kafka at %s does not answer. ./telltale up starts one; TELLTALE_KAFKA_BOOTSTRAP_SERVERS names another."
                            .formatted(kafka.bootstrapServers()));
        } catch (KafkaException e) {
            throw new CannotReadException(
                    "%s cannot be read: %s".formatted(source.topic(), e.getMessage()));
        } finally {
            closed.countDown();
        }
    }

    private void read(
            RecordSelection selection, List<TopicPartition> partitions, Predicate<JsonNode> line) {
        consumer.assign(partitions);
        selection.from().seek(consumer, partitions);
        var ends = consumer.endOffsets(partitions); // of what is committed
        var left = selection.max();
        var lastNews = System.nanoTime();
        while (selection.follow() || !isAt(ends)) {
            var records = consumer.poll(POLL);
            for (var record : records) {
                if (isWanted(selection, ends, record)
                        && (!line.test(json(record)) || --left == 0)) {
                    return;
                }
            }
            if (!records.isEmpty()) {
                lastNews = System.nanoTime();
            } else if (!selection.follow()
                    && System.nanoTime() - lastNews > SILENCE_LIMIT.toNanos()) {
                throw new TimeoutException("nothing came");
            }
        }
    }

    private List<TopicPartition> partitions(RecordSelection selection) throws CannotReadException {
        var known =
                consumer.partitionsFor(source.topic()).stream()
                        .map(info -> new TopicPartition(source.topic(), info.partition()))
                        .toList();
        if (known.isEmpty()) {
            throw new CannotReadException(
                    "There is no topic %s on Kafka at %s: run Init, or check TELLTALE_PREFIX."
                            .formatted(source.topic(), kafka.bootstrapServers()));
        }
        if (selection.partition().isEmpty()) {
            return known;
        }
        var wanted = selection.partition().getAsInt();
        if (wanted >= known.size()) {
            throw new CannotReadException(
                    "Expected --partition of 0 to %d for %s, was %d."
                            .formatted(known.size() - 1, source.topic(), wanted));
        }
        return List.of(new TopicPartition(source.topic(), wanted));
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Of the key, and there already when reading began unless more may come. */
    private static boolean isWanted(
            RecordSelection selection,
            Map<TopicPartition, Long> ends,
            ConsumerRecord<byte[], byte[]> record) {
        var place = new TopicPartition(record.topic(), record.partition());
        if (!selection.follow() && record.offset() >= ends.getOrDefault(place, 0L)) {
            return false;
        }
        return selection
                .key()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .map(key -> Arrays.equals(key, record.key()))
                .orElse(true);
    }

    /** A fault of the record goes into its line; one of the registry is thrown on. */
    private JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return RecordLine.of(record, source.value(serdes, record.value()));
        } catch (RuntimeException e) { // whichever the configured deserializer throws
            var fault = DeserializationFault.of(e).orElseThrow(() -> e);
            unreadable.incrementAndGet();
            return RecordLine.unreadable(record, "%s: %s".formatted(fault, e.getMessage()));
        }
    }

    /** How many records could not be read so far. */
    public long unreadable() {
        return unreadable.get();
    }

    /** Ends the reading, and waits a little until it has ended. */
    public void stop() {
        consumer.wakeup();
        try {
            closed.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
