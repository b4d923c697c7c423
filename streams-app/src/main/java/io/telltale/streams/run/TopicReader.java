package io.telltale.streams.run;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads all that a topic holds. */
final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(100);

    private TopicReader() {}

    /**
     * Reads from the first record to the end as it is when this begins. Afterwards all partitions
     * are assigned to the consumer, at their ends.
     *
     * @param take gets the records of each partition in order
     * @throws TimeoutException if that takes longer than the limit
     */
    static <K, V> void readToEnd(
            KafkaConsumer<K, V> consumer,
            String topic,
            int partitions,
            Duration limit,
            Consumer<ConsumerRecord<K, V>> take) {
        var all =
                IntStream.range(0, partitions)
                        .mapToObj(number -> new TopicPartition(topic, number))
                        .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        var deadline = System.nanoTime() + limit.toNanos();
        var ends = consumer.endOffsets(all);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("%s was not read within %s".formatted(topic, limit));
            }
            consumer.poll(POLL).forEach(take);
        }
    }
}
