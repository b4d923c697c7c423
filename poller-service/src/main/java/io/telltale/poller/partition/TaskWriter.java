package io.telltale.poller.partition;

import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.AccountPartition;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Writes tasks to the task topic, and returns when all in-sync replicas have them and this instance
 * has read them back. Of two writes of one task at the same time, the later one wins whole.
 */
public final class TaskWriter {

    private static final String PART = "poller-service";
    private static final Duration LONGEST_READ_BACK = Duration.ofSeconds(2);

    private final RecordPublisher publisher;
    private final KafkaRecords records;
    private final TopicLayout layout;
    private final KnownTasks known;
    private final Clock clock;

    /** Writes with this publisher. */
    public TaskWriter(
            RecordPublisher publisher,
            TopicLayout layout,
            RecordSerdes serdes,
            KnownTasks known,
            Clock clock) {
        this.publisher = publisher;
        this.records = new KafkaRecords(layout, serdes);
        this.layout = layout;
        this.known = known;
        this.clock = clock;
    }

    /**
     * These tasks are wanted like this.
     *
     * @throws io.telltale.schemas.publish.PublishException if it is not known to be written
     */
    public void put(Collection<PollTask> tasks) {
        var trace = TraceParent.fresh();
        publisher.publishAndAwait(
                tasks.stream()
                        .map(task ->
                                records.of(
                                        Topics.POLLER_TASK,
                                        partitionOf(task),
                                        task.getId(),
                                        task,
                                        PART,
                                        clock.instant(),
                                        trace))
                        .toList());
        readBack(tasks);
    }

    private void readBack(Collection<PollTask> tasks) {
        await(() ->
                tasks.stream()
                        .allMatch(
                                task -> known.find(task.getId()).filter(task::equals).isPresent()));
    }

    /**
     * This task is not wanted any more.
     *
     * @throws io.telltale.schemas.publish.PublishException if it is not known to be written
     */
    public void delete(PollTask task) {
        publisher.publishAndAwait(
                List.of(
                        records.tombstone(
                                Topics.POLLER_TASK,
                                partitionOf(task),
                                task.getId(),
                                clock.instant())));
        await(() -> known.find(task.getId()).isEmpty());
    }

    /** Bounded: another writer may have replaced the record meanwhile. */
    private void await(BooleanSupplier condition) {
        try {
            known.await(condition, LONGEST_READ_BACK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int partitionOf(PollTask task) {
        return AccountPartition.of(task.getProvider(), task.getAccount(), layout.partitions());
    }
}
