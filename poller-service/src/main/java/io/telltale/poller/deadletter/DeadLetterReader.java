package io.telltale.poller.deadletter;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads committed dead letters by partition and offset. Made for one request; not safe for threads.
 * Every method ends the request with {@link Unavailable} when the brokers do not answer in 10 s.
 */
final class DeadLetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LIMIT_MILLIS = 10_000;
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
                                        LIMIT_MILLIS,
                                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        LIMIT_MILLIS)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * What each partition holds now.
     *
     * @param since leaves out what comes before the first letter of this time or later
     */
    Map<Integer, OffsetRange> ranges(Optional<Instant> since) {
        return asked(() -> {
            var begins = consumer.beginningOffsets(partitions);
            var ends = consumer.endOffsets(partitions);
            since.ifPresent(time ->
                    consumer.offsetsForTimes(
                                    partitions.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            one -> one, _ -> time.toEpochMilli())))
                            .forEach((one, first) ->
                                    begins.merge(
                                            one,
                                            first == null
                                                    ? ends.getOrDefault(one, 0L)
                                                    : first.offset(),
                                            Math::max)));
            var ranges = new HashMap<Integer, OffsetRange>();
            ends.forEach((one, end) ->
                    ranges.put(
                            one.partition(), new OffsetRange(begins.getOrDefault(one, 0L), end)));
            return ranges;
        });
    }

    /** One letter; empty when there is none of this id. */
    Optional<DeadLetterContent> find(DeadLetterId id) {
        var wanted = new OffsetRange(id.offset(), id.offset() + 1);
        var held = ranges(Optional.empty()).get(id.partition());
        var found = new ArrayList<DeadLetterContent>();
        if (held != null && !wanted.within(held).isEmpty()) {
            read(id.partition(), wanted, 1, found::add);
        }
        return found.stream().findFirst();
    }

    /**
     * Reads letters in the order of their offsets; at least one, if there is one.
     *
     * @param mostBytes reading ends once so many were read
     * @return the next offset: the end of the range, or an earlier one
     */
    long read(
            int partition, OffsetRange range, long mostBytes, Consumer<DeadLetterContent> letters) {
        return asked(() -> {
            var one = partitions.get(partition);
            var deadline = System.nanoTime() + Duration.ofMillis(LIMIT_MILLIS).toNanos();
            var bytes = 0L;
            consumer.assign(List.of(one));
            consumer.seek(one, range.from());
            while (consumer.position(one) < range.to()) {
                for (var record : consumer.poll(POLL).records(one)) {
                    if (record.offset() >= range.to()) {
                        return range.to();
                    }
                    letters.accept(DeadLetterContent.of(record));
                    bytes += Math.max(0, record.serializedValueSize());
                    if (bytes >= mostBytes) {
                        return record.offset() + 1;
                    }
                }
                if (System.nanoTime() - deadline > 0) {
                    throw Unavailable.because("the dead letters were not read in time", null);
                }
            }
            return range.to();
        });
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw Unavailable.because("Kafka is unavailable", e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(POLL));
    }
}
