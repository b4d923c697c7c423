package io.telltale.poller;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.publish.UnprocessableRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes dead letters as the streams application does, and reads topics as consumers do. */
final class LetterTopic {

    static final String TOPIC = "device.sms.v1";

    private final TestTopics topics;

    LetterTopic(TestTopics topics) {
        this.topics = topics;
    }

    /** A letter of a record in partition 1 of {@link #TOPIC}. */
    ProducerRecord<byte[], byte[]> ofRecord(String reason, long offset, byte[] value) {
        return ofRecord(TOPIC, reason, offset, value);
    }

    /** A letter of a record in partition 1 of a topic. */
    ProducerRecord<byte[], byte[]> ofRecord(String name, String reason, long offset, byte[] value) {
        return new UnprocessableRecord(
                        name,
                        1,
                        offset,
                        ("msisdn:" + offset).getBytes(UTF_8),
                        value,
                        new RecordHeaders().add("ce_id", "its own".getBytes(UTF_8)),
                        "streams-app",
                        reason,
                        "expected a value of the topic's schema")
                .letter(topics.layout(), Instant.now());
    }

    /** Many of a reason, at offsets from 0. */
    void write(String reason, int many) {
        write(
                IntStream.range(0, many)
                        .mapToObj(offset -> ofRecord(reason, offset, new byte[] {1, 2, 3}))
                        .toList());
    }

    void write(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            topics.write(records);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if a group had processed all before this offset. */
    void commit(String group, String topic, int partition, long offset) throws Exception {
        try (var admin = topics.admin()) {
            admin.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    new TopicPartition(topic, partition),
                                    new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    /** A producer that somebody who redrives letters of this partition would have. */
    KafkaProducer<byte[], byte[]> redriving(int partition) {
        return new KafkaProducer<>(
                topics.kafka().client(Map.of("transactional.id", "telltale-redrive-" + partition)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Everything committed on a topic now. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return topics.committed(topic);
    }
}
