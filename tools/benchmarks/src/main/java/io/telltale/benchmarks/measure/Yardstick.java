package io.telltale.benchmarks.measure;

import io.telltale.localstack.run.StackStartException;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A plain consumer on one thread: reads what is committed of the topology's input, decodes it with
 * the same deserializer, and does nothing with it.
 */
final class Yardstick {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final KafkaSettings kafka;
    private final RecordSerdes serdes;
    private final Map<String, Topic<?>> topics;

    Yardstick(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.kafka = kafka;
        this.serdes = serdes;
        this.topics =
                Topics.ALL.stream().collect(Collectors.toMap(layout::nameOf, Function.identity()));
    }

    /**
     * Events a second.
     *
     * @param from first offset of each partition
     * @param to offset after the last one
     * @param events how many events lie between them
     */
    double eventsPerSecond(
            Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, long events)
            throws StackStartException {
        read(from, to); // compiles
        var begin = System.nanoTime();
        read(from, to);
        return events / ((System.nanoTime() - begin) / 1e9);
    }

    private void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to)
            throws StackStartException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        var left = to.entrySet().stream().mapToLong(Map.Entry::getValue).sum();
        left -= from.values().stream().mapToLong(Long::longValue).sum();
        try (var consumer = consumer()) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (left > 0) {
                for (var record : consumer.poll(POLL)) {
                    var topic = topics.get(record.topic());
                    if (topic == null
                            || serdes.read(record.topic(), topic.value(), record.value()) == null) {
                        throw new StackStartException(
                                "There is a record without a value on " + record.topic());
                    }
                    left--;
                }
                if (System.nanoTime() > deadline) {
                    throw new StackStartException(
                            "The plain consumer did not come to the end in " + LIMIT);
                }
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.reader(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
