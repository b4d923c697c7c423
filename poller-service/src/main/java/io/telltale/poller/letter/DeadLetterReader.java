package io.telltale.poller.letter;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed dead letters by their place; for one request, in one thread. */
final class DeadLetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_BYTES_AT_ONCE = 8 * 1024 * 1024;

    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> consumer;

    DeadLetterReader(KafkaSettings kafka, TopicLayout layout) {
        var topic = layout.nameOf(Topics.DEAD_LETTER);
        this.partitions =
                IntStream.range(0, layout.partitions())
                        .mapToObj(number -> new TopicPartition(topic, number))
                        .toList();
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(
                                Map.of(
                                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                        MOST_BYTES_AT_ONCE,
                                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                        50,
                                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        Math.toIntExact(LONGEST.toMillis()),
                                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        Math.toIntExact(LONGEST.toMillis()))),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /** First offset of each partition. */
    Map<Integer, Long> begins() {
        return asked(() -> byNumber(consumer.beginningOffsets(partitions), offset -> offset));
    }

    /** Behind the last committed letter of each partition. */
    Map<Integer, Long> ends() {
        return asked(() -> byNumber(consumer.endOffsets(partitions), offset -> offset));
    }

    /** In each partition the place before which every letter is older; empty: all are. */
    Map<Integer, OptionalLong> since(Instant time) {
        var times =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> time.toEpochMilli()));
        return asked(() -> {
            var found = consumer.offsetsForTimes(times);
            return partitions.stream()
                    .collect(
                            Collectors.toMap(
                                    TopicPartition::partition,
                                    one ->
                                            Optional.ofNullable(found.get(one))
                                                    .map(OffsetAndTimestamp::offset)
                                                    .map(OptionalLong::of)
                                                    .orElseGet(OptionalLong::empty)));
        });
    }

    /** One letter. */
    Optional<DeadLetterContent> find(DeadLetterId id) {
        if (id.partition() >= partitions.size()
                || id.offset() < Objects.requireNonNull(begins().get(id.partition()))
                || id.offset() >= Objects.requireNonNull(ends().get(id.partition()))) {
            return Optional.empty();
        }
        var found = new HashMap<Long, DeadLetterContent>();
        read(id.partition(), id.offset(), id.offset() + 1, 1, one -> found.put(id.offset(), one));
        return Optional.ofNullable(found.get(id.offset()));
    }

    /**
     * The letters from one offset to before another, oldest first; at least one, if there is one.
     *
     * @param mostBytes ends the reading once so many were read
     * @return where it ended: at the last offset, or earlier
     */
    long read(
            int partition, long from, long to, long mostBytes, Consumer<DeadLetterContent> taker) {
        return asked(() -> {
            var one = partitions.get(partition);
            var deadline = System.nanoTime() + LONGEST.toNanos();
            var bytes = 0L;
            consumer.assign(List.of(one));
            consumer.seek(one, from);
            while (consumer.position(one) < to) {
                for (var record : consumer.poll(POLL).records(one)) {
                    if (record.offset() >= to) {
                        return to;
                    }
                    taker.accept(DeadLetterContent.of(record));
                    bytes += Math.max(0, record.serializedValueSize());
                    if (bytes >= mostBytes) {
                        return record.offset() + 1;
                    }
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new KafkaUnavailableException(
                            "the dead letters were not read in " + LONGEST);
                }
            }
            return to;
        });
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("the brokers do not answer", e);
        }
    }

    private static <V, T> Map<Integer, T> byNumber(
            Map<TopicPartition, V> all, Function<V, T> value) {
        return all.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().partition(),
                                entry -> value.apply(entry.getValue())));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(POLL));
    }
}
