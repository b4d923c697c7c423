package io.telltale.poller.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.poller.deadletter.StoredDeadLetter.Origin;
import io.telltale.schemas.publish.DeadLetterHeaders;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.Redrive;
import io.telltale.schemas.topic.Retention;
import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the two records of a redrive: the original, and the mark that says it was redriven. */
final class RedriveTarget {

    private static final String PART = "poller-service";

    private final TopicLayout layout;
    private final KafkaRecords records;
    private final String by;

    RedriveTarget(TopicLayout layout, KafkaRecords records, String by) {
        this.layout = layout;
        this.records = records;
        this.by = by;
    }

    String by() {
        return by;
    }

    /** Why the letter cannot be redriven; empty when it can. */
    Optional<String> notRedrivableBecause(
            StoredDeadLetter letter, ToIntFunction<String> partitionsOf) {
        return notRedrivableBecause(letter, layout)
                .or(() ->
                        letter.origin()
                                .filter(origin ->
                                        origin.partition()
                                                >= partitionsOf.applyAsInt(origin.topic()))
                                .map(origin ->
                                        "topic %s has no partition %d"
                                                .formatted(origin.topic(), origin.partition())));
    }

    /** The same, as far as the headers of the letter show. */
    static Optional<String> notRedrivableBecause(StoredDeadLetter letter, TopicLayout layout) {
        if (letter.origin().isEmpty()) {
            return Optional.of(notARecord(letter));
        }
        if (letter.isCut()) {
            return Optional.of("the record was too large to be kept whole; " + letter.detail());
        }
        var topic = letter.origin().get().topic();
        if (!isOurs(topic, layout)) {
            return Optional.of("topic %s is none of ours".formatted(topic));
        }
        return insteadOf(topic, layout)
                .map(instead ->
                        ("the record is a state, and would replace the states written since;"
                                        + " instead, %s")
                                .formatted(instead));
    }

    /** What to do for a topic of states, where the last record of a key counts; else empty. */
    private static Optional<String> insteadOf(String topic, TopicLayout layout) {
        var between = RepartitionTopic.named(topic, layout);
        if (between.isPresent()) {
            return insteadOf(between.get());
        }
        if (topic.equals(layout.nameOf(Topics.DEVICE_LINK))) {
            return Optional.of(
                    "declare the link again: PUT /identities/{ref}, or withdraw it: DELETE");
        }
        if (topic.equals(layout.nameOf(Topics.DEVICE_IDENTITY))) {
            return Optional.of(
                    "withdraw a link of the ref and declare it again: DELETE, then PUT"
                            + " /identities/{ref}; the register then writes the identity anew");
        }
        return Topics.ALL.stream()
                .filter(declared -> layout.nameOf(declared).equals(topic))
                .filter(declared -> declared.retention() instanceof Retention.Compacted)
                .map(_ -> "wait for its writer's next record of the key")
                .findFirst();
    }

    /** Observations are sorted by their own time and deltas are summed, so their order is free. */
    private static Optional<String> insteadOf(RepartitionTopic topic) {
        return switch (topic) {
            case OBSERVATIONS, CAMPAIGN_UPDATES -> Optional.empty();
            case REGISTER_UPDATES ->
                    Optional.of(
                            "declare a link again: PUT /identities/{ref}, or withdraw it: DELETE;"
                                    + " what events say of a ref is sent again when it changes");
            case DEVICE_UPDATES ->
                    Optional.of(
                            "wait for the next event of the ref, which brings its part again; an"
                                    + " SMS row stays out of the device's counts");
        };
    }

    private static String notARecord(StoredDeadLetter letter) {
        return letter.task()
                .map(task ->
                        ("a provider's data is not written back; its task asks again:"
                                        + " POST /poll-tasks/%s/poll-now")
                                .formatted(task))
                .orElse(
                        "a callback's data is not written back; the account's"
                                + " THINGSPACE_SMS_HISTORY task asks for the same messages");
    }

    private static boolean isOurs(String topic, TopicLayout layout) {
        return Topics.ALL.stream().anyMatch(declared -> layout.nameOf(declared).equals(topic))
                || RepartitionTopic.named(topic, layout).isPresent();
    }

    /** The original and the mark. */
    List<ProducerRecord<byte[], byte[]>> records(DeadLetterContent content, Instant at) {
        var letter = content.letter();
        var origin = letter.origin().orElseThrow();
        var original =
                new ProducerRecord<>(
                        origin.topic(),
                        origin.partition(),
                        at.toEpochMilli(),
                        letter.key(),
                        content.value(),
                        originalHeaders(content));
        return List.of(original, mark(letter.id(), origin, at));
    }

    private static Headers originalHeaders(DeadLetterContent content) {
        var headers = new RecordHeaders();
        for (var header : content.headers()) {
            if (header.key().startsWith(DeadLetterHeaders.ORIGINAL)) {
                headers.add(
                        header.key().substring(DeadLetterHeaders.ORIGINAL.length()),
                        header.value());
            }
        }
        headers.remove(DeadLetterHeaders.REDRIVE);
        headers.add(DeadLetterHeaders.REDRIVE, content.letter().id().toString().getBytes(UTF_8));
        return headers;
    }

    private ProducerRecord<byte[], byte[]> mark(DeadLetterId id, Origin origin, Instant at) {
        var redrive =
                Redrive.newBuilder()
                        .setId(id.toString())
                        .setTopic(origin.topic())
                        .setPartition(origin.partition())
                        .setOffset(origin.offset())
                        .setBy(by)
                        .setAt(at)
                        .build();
        var mark =
                records.of(
                        Topics.DEAD_LETTER_REDRIVE,
                        id.partition(),
                        id.toString(),
                        redrive,
                        PART,
                        at,
                        TraceParent.fresh());
        mark.headers().add(DeadLetterHeaders.BY, by.getBytes(UTF_8));
        return new ProducerRecord<>(
                mark.topic(),
                mark.partition(),
                mark.timestamp(),
                mark.key().getBytes(UTF_8),
                mark.value(),
                mark.headers());
    }
}
