package io.telltale.poller.deadletter;

import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.PublishException;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.Skip;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.BrokerAnswer;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Requests that streams-app skips a record which it cannot process: after its next start it makes a
 * dead letter of it. Idempotent.
 */
@Singleton
final class SkipRequests {

    private static final String PART = "poller-service";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Admin admin;
    private final TopicLayout layout;
    private final KafkaRecords records;
    private final RecordPublisher publisher;
    private final Clock clock;

    SkipRequests(
            KafkaSettings kafka,
            TopicLayout layout,
            RecordSerdes serdes,
            RecordPublisher publisher,
            Clock clock) {
        this.admin = Admin.create(kafka.client(Map.of()));
        this.layout = layout;
        this.records = new KafkaRecords(layout, serdes);
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Writes the request to {@code dead-letter.skip.v1}, unless the record cannot be skipped: 409.
     *
     * @param record topic on the brokers, and partition
     * @param by who asks
     * @return when it was requested
     */
    Instant skip(TopicPartition record, long offset, String by) {
        try {
            requireSkippable(record, offset);
            var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var skip =
                    Skip.newBuilder()
                            .setTopic(record.topic())
                            .setPartition(record.partition())
                            .setOffset(offset)
                            .setBy(by)
                            .setAt(at)
                            .build();
            publisher.publishAndAwait(
                    List.of(
                            records.of(
                                    Topics.DEAD_LETTER_SKIP,
                                    null,
                                    "%s@%d".formatted(record, offset),
                                    skip,
                                    PART,
                                    at,
                                    TraceParent.fresh())));
            return at;
        } catch (KafkaException | PublishException e) {
            throw Unavailable.because("Kafka is unavailable", e);
        }
    }

    private void requireSkippable(TopicPartition record, long offset) {
        if (!isRead(record.topic())) {
            throw conflict("streams-app does not read topic %s".formatted(record.topic()));
        }
        if (!exists(record)) {
            throw conflict(
                    "topic %s has no partition %d".formatted(record.topic(), record.partition()));
        }
        var end =
                await(
                                admin.listOffsets(Map.of(record, OffsetSpec.latest()))
                                        .partitionResult(record))
                        .offset();
        if (offset >= end) {
            throw conflict(
                    "no record is there yet; the partition ends at offset %d".formatted(end));
        }
        var next =
                await(
                                admin.listConsumerGroupOffsets(StreamsNames.id(layout))
                                        .partitionsToOffsetAndMetadata())
                        .get(record);
        if (next != null && next.offset() > offset) {
            throw conflict(
                    "streams-app is past it, at offset %d; there is nothing to skip"
                            .formatted(next.offset()));
        }
    }

    private static ProblemException conflict(String detail) {
        return ProblemException.of(ProblemType.CONFLICT, detail);
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

    /** The end of a partition that does not exist is only refused when the admin's time is over. */
    private boolean exists(TopicPartition record) {
        try {
            return await(admin.describeTopics(List.of(record.topic())).allTopicNames())
                    .values()
                    .stream()
                    .anyMatch(topic -> record.partition() < topic.partitions().size());
        } catch (KafkaException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        return BrokerAnswer.await(future, LIMIT);
    }

    @PreDestroy
    void stop() {
        admin.close(LIMIT);
    }
}
