package io.telltale.poller.letter;

import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.PublishException;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.Skip;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Tells the graph of the streams application to pass a record on that it cannot get past: after its
 * next start it makes a dead letter of it. Told twice is told once.
 */
public final class SkipRequests implements AutoCloseable {

    private static final String PART = "poller-service";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Admin admin;
    private final TopicLayout layout;
    private final KafkaRecords records;
    private final RecordPublisher publisher;
    private final Clock clock;

    /** On the topics of this layout. */
    public SkipRequests(
            KafkaSettings kafka,
            TopicLayout layout,
            KafkaRecords records,
            RecordPublisher publisher,
            Clock clock) {
        this.admin = Admin.create(kafka.client(Map.of()));
        this.layout = layout;
        this.records = records;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What came of the wish to skip a record. */
    public sealed interface Result {

        /**
         * The graph will pass it on.
         *
         * @param at when it was told
         */
        record Told(Instant at) implements Result {}

        /**
         * It cannot be skipped.
         *
         * @param why in words for the operator
         */
        record Not(String why) implements Result {}
    }

    /**
     * Tells the graph to skip a record.
     *
     * @param topic on the brokers
     * @param by who asks
     * @throws KafkaUnavailableException if it is not known to be told; asking again is safe
     */
    public Result skip(String topic, int partition, long offset, String by) {
        try {
            var hindrance = hindrance(topic, partition, offset);
            return hindrance.isPresent()
                    ? new Result.Not(hindrance.get())
                    : told(topic, partition, offset, by);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted", e);
        } catch (ExecutionException | TimeoutException | PublishException e) {
            throw new KafkaUnavailableException("the brokers do not answer", e);
        }
    }

    private Result told(String topic, int partition, long offset, String by) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var skip =
                Skip.newBuilder()
                        .setTopic(topic)
                        .setPartition(partition)
                        .setOffset(offset)
                        .setBy(by)
                        .setAt(at)
                        .build();
        publisher.publishAndAwait(
                List.of(
                        records.of(
                                Topics.DEAD_LETTER_SKIP,
                                null,
                                "%s-%d@%d".formatted(topic, partition, offset),
                                skip,
                                PART,
                                at,
                                TraceParent.fresh())));
        return new Result.Told(at);
    }

    private Optional<String> hindrance(String topic, int partition, long offset)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!isRead(topic)) {
            return Optional.of("streams-app does not read topic %s".formatted(topic));
        }
        var place = new TopicPartition(topic, partition);
        if (!exists(place)) {
            return Optional.of("topic %s has no partition %d".formatted(topic, partition));
        }
        var end = end(place);
        if (offset >= end) {
            return Optional.of(
                    "no record is there yet; the partition ends at offset %d".formatted(end));
        }
        var committed =
                await(
                        admin.listConsumerGroupOffsets(StreamsNames.id(layout))
                                .partitionsToOffsetAndMetadata());
        var next = committed.get(place);
        return next != null && next.offset() > offset
                ? Optional.of(
                        "streams-app is past it, at offset %d; there is nothing to skip"
                                .formatted(next.offset()))
                : Optional.empty();
    }

    private boolean isRead(String topic) {
        return Stream.of(
                                Topics.DEVICE_STATUS,
                                Topics.DEVICE_SMS,
                                Topics.DEVICE_PUSH_ACTION,
                                Topics.CAMPAIGN_INFO,
                                Topics.DEVICE_LINK,
                                Topics.DEVICE_IDENTITY,
                                Topics.SOURCE_HEALTH)
                        .anyMatch(declared -> layout.nameOf(declared).equals(topic))
                || RepartitionTopic.named(topic, layout).isPresent();
    }

    /** An admin asks for the end of a partition that is not there until its time is over. */
    private boolean exists(TopicPartition place)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return await(admin.describeTopics(List.of(place.topic())).allTopicNames())
                    .values()
                    .stream()
                    .anyMatch(topic -> place.partition() < topic.partitions().size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private long end(TopicPartition place)
            throws InterruptedException, ExecutionException, TimeoutException {
        return await(admin.listOffsets(Map.of(place, OffsetSpec.latest())).partitionResult(place))
                .offset();
    }

    private static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(LIMIT);
    }
}
