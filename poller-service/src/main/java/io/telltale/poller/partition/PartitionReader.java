package io.telltale.poller.partition;

import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.AccountPartition;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed of one partition, from its beginning to the end as it is when asked, and
 * then follows its tasks from there.
 */
final class PartitionReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final int partition;
    private final int partitions;
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
        this.partition = partition;
        this.partitions = layout.partitions();
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
     * Everything committed before this call; only complete answers. A record that cannot be decoded
     * is logged and costs only the task or account of its key.
     *
     * @throws KafkaException if the brokers give nothing for a minute
     */
    PartitionSnapshot read() {
        var snapshot = new PartitionSnapshot();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        var ends = consumer.endOffsets(all);
        var records = 0L;
        var lastAt = System.nanoTime();
        var reportAt = lastAt + REPORT.toNanos();
        while (!reached(ends)) {
            var before = positions(ends);
            var polled = consumer.poll(POLL);
            polled.forEach(record -> add(snapshot, record));
            records += polled.count();
            var now = System.nanoTime();
            if (before != positions(ends)) {
                lastAt = now;
            } else if (now - lastAt > LONGEST_PAUSE.toNanos()) {
                throw new KafkaException(
                        "%s: the brokers gave nothing for %s after %d records"
                                .formatted(tasks, LONGEST_PAUSE, records));
            }
            if (now - reportAt > 0) {
                LOG.info("partition {}: {} records read so far", partition, records);
                reportAt = now + REPORT.toNanos();
            }
        }
        var next = consumer.position(tasks);
        consumer.assign(List.of(tasks));
        consumer.seek(tasks, next);
        return snapshot;
    }

    private long positions(Map<TopicPartition, Long> ends) {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void add(PartitionSnapshot snapshot, ConsumerRecord<String, byte[]> record) {
        var topic = record.topic();
        if (topic.equals(taskTopic)) {
            snapshot.addTask(record.key(), stored(record, PollTask.class));
        } else if (topic.equals(checkpointTopic)) {
            snapshot.addCheckpoint(record.key(), stored(record, PollCheckpoint.class));
        } else if (topic.equals(secretTopic)) {
            snapshot.addSecret(record.key(), stored(record, AccountSecret.class));
        } else {
            var health = stored(record, SourceHealth.class);
            if (!(health instanceof StoredValue.Value<SourceHealth>(var value)) || isOurs(value)) {
                snapshot.addHealth(record.key(), health);
            }
        }
    }

    private boolean isOurs(SourceHealth health) {
        return AccountPartition.of(health.getProvider(), health.getAccount(), partitions)
                == partition;
    }

    private <V extends SpecificRecord> StoredValue<V> stored(
            ConsumerRecord<String, byte[]> record, Class<V> type) {
        var place =
                "%s-%d offset %d".formatted(record.topic(), record.partition(), record.offset());
        var stored = StoredValue.of(place, () -> serdes.read(record.topic(), type, record.value()));
        if (stored instanceof StoredValue.Unreadable<V>) {
            LOG.error("the record of {} at {} cannot be decoded", record.key(), place);
        }
        return stored;
    }

    /**
     * Waits a moment for tasks that were changed since, in their order.
     *
     * @param changed gets the id and the record
     */
    void follow(BiConsumer<String, StoredValue<PollTask>> changed) {
        consumer.poll(POLL)
                .forEach(record -> changed.accept(record.key(), stored(record, PollTask.class)));
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(LONGEST_CLOSE));
    }
}
