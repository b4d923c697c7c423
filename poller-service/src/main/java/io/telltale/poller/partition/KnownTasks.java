package io.telltale.poller.partition;

import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicFollower;
import io.telltale.service.topic.TopicReader;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All tasks, polled here or by other instances: each instance follows the whole task topic. A task
 * that cannot be decoded is missing here; its owner logs an error.
 */
public final class KnownTasks implements TopicFollower, AutoCloseable {

    private final NavigableMap<String, PollTask> tasks = new ConcurrentSkipListMap<>();
    private final RecordSerdes serdes;
    private final TopicReader topic;

    /** Begins to read. */
    public KnownTasks(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.serdes = serdes;
        this.topic =
                TopicReader.fromBeginning(
                        "known-tasks",
                        kafka,
                        layout,
                        List.of(layout.nameOf(Topics.POLLER_TASK)),
                        this::keep);
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        var task = serdes.read(record.topic(), PollTask.class, record.value());
        if (task == null) {
            tasks.remove(record.key());
        } else {
            tasks.put(record.key(), task);
        }
    }

    /** Whether everything was read that was there at the beginning. */
    public boolean isWhole() {
        return topic.isWhole();
    }

    @Override
    public String name() {
        return Topics.POLLER_TASK.name();
    }

    @Override
    public boolean isDead() {
        return topic.isDead();
    }

    /** One task. */
    public Optional<PollTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** All behind this id, by id; it moves with the topic. */
    public NavigableMap<String, PollTask> after(String id) {
        return Collections.unmodifiableNavigableMap(tasks.tailMap(id, false));
    }

    /** Waits until something holds of the tasks, such as that a record written is read. */
    @SuppressWarnings("CheckReturnValue") // either way the caller goes on
    void await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        topic.await(condition, limit);
    }

    @Override
    public void close() {
        topic.close();
    }
}
