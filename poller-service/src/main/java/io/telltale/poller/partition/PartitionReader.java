package io.telltale.poller.partition;

import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed of a partition, from its beginning to the end as it is when asked. */
final class PartitionReader {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final String taskTopic;
    private final String checkpointTopic;
    private final RecordSerdes serdes;

    PartitionReader(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.kafka = kafka;
        this.taskTopic = layout.nameOf(Topics.POLLER_TASK);
        this.checkpointTopic = layout.nameOf(Topics.POLLER_CHECKPOINT);
        this.serdes = serdes;
    }

    /**
     * Everything committed before this call; only complete answers.
     *
     * @throws KafkaException if the brokers do not give it in time
     */
    PartitionContent read(int partition) {
        var partitions =
                List.of(
                        new TopicPartition(taskTopic, partition),
                        new TopicPartition(checkpointTopic, partition));
        var content = new PartitionContent();
        try (var consumer = consumer()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var deadline = System.nanoTime() + LONGEST.toNanos();
            while (!reached(consumer, ends)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new KafkaException(
                            "partition %d is not read within %s".formatted(partition, LONGEST));
                }
                consumer.poll(POLL).forEach(record -> add(content, record));
            }
        }
        return content;
    }

    private static boolean reached(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void add(PartitionContent content, ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(taskTopic)) {
            content.addTask(
                    record.key(), serdes.read(record.topic(), PollTask.class, record.value()));
        } else {
            content.addCheckpoint(
                    record.key(),
                    serdes.read(record.topic(), PollCheckpoint.class, record.value()));
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
}
