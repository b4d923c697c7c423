package io.telltale.poller.partition;

import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed of one partition, from its beginning to the end as it is when asked, and
 * then follows its tasks from there.
 */
final class PartitionReader implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final String taskTopic;
    private final String checkpointTopic;
    private final String secretTopic;
    private final String healthTopic;
    private final TopicPartition tasks;
    private final List<TopicPartition> all = new ArrayList<>();
    private final RecordSerdes serdes;
    private final KafkaConsumer<String, byte[]> consumer;

    /** Reads nothing yet. */
    PartitionReader(int partition, KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.taskTopic = layout.nameOf(Topics.POLLER_TASK);
        this.checkpointTopic = layout.nameOf(Topics.POLLER_CHECKPOINT);
        this.secretTopic = layout.nameOf(Topics.POLLER_SECRET);
        this.healthTopic = layout.nameOf(Topics.SOURCE_HEALTH);
        this.tasks = new TopicPartition(taskTopic, partition);
        all.add(tasks);
        all.add(new TopicPartition(checkpointTopic, partition));
        all.add(new TopicPartition(secretTopic, partition));
        // health lies by its own key, so that of our tasks may be in any partition
        IntStream.range(0, layout.partitions())
                .forEach(number -> all.add(new TopicPartition(healthTopic, number)));
        this.serdes = serdes;
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Everything committed before this call; only complete answers.
     *
     * @throws KafkaException if the brokers do not give it in time
     */
    PartitionContent read() {
        var content = new PartitionContent();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        var ends = consumer.endOffsets(all);
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (!reached(ends)) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("%s is not read within %s".formatted(tasks, LONGEST));
            }
            consumer.poll(POLL).forEach(record -> add(content, record));
        }
        var next = consumer.position(tasks);
        consumer.assign(List.of(tasks));
        consumer.seek(tasks, next);
        return content;
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void add(PartitionContent content, ConsumerRecord<String, byte[]> record) {
        var topic = record.topic();
        if (topic.equals(taskTopic)) {
            content.addTask(record.key(), task(record));
        } else if (topic.equals(checkpointTopic)) {
            content.addCheckpoint(
                    record.key(), serdes.read(topic, PollCheckpoint.class, record.value()));
        } else if (topic.equals(secretTopic)) {
            content.addSecret(
                    record.key(), () -> serdes.read(topic, AccountSecret.class, record.value()));
        } else {
            content.addHealth(record.key(), serdes.read(topic, SourceHealth.class, record.value()));
        }
    }

    /**
     * Waits a moment for tasks that were changed since, in their order.
     *
     * @param changed gets the id, and null for one that was deleted
     */
    void follow(BiConsumer<String, @Nullable PollTask> changed) {
        consumer.poll(POLL).forEach(record -> changed.accept(record.key(), task(record)));
    }

    private @Nullable PollTask task(ConsumerRecord<String, byte[]> record) {
        return serdes.read(record.topic(), PollTask.class, record.value());
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(LONGEST_CLOSE));
    }
}
