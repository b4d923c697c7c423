package io.telltale.poller.answer;

import io.telltale.schemas.record.ProviderAnswer;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every answer on the answer topic, by request id. Each instance reads them all, from the oldest
 * kept on: an answer may come before its request id is stored, or while no poller ran.
 */
public final class Answers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final Map<String, ProviderAnswer> byRequest = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordSerdes serdes;
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean stopping;

    /** Begins to read. */
    public Answers(KafkaSettings kafka, TopicLayout layout, RecordSerdes serdes) {
        this.serdes = serdes;
        this.partitions =
                IntStream.range(0, layout.partitions())
                        .mapToObj(number ->
                                new TopicPartition(layout.nameOf(Topics.PROVIDER_ANSWER), number))
                        .toList();
        this.consumer =
                new KafkaConsumer<>(
                        kafka.client(
                                Map.of(
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                        "earliest")),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("answers").start(this::read);
    }

    /** The answer to a request, once its callback has come. */
    public Optional<ProviderAnswer> to(String requestId) {
        return Optional.ofNullable(byRequest.get(requestId));
    }

    private void read() {
        try (consumer) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                readOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("told to stop");
        }
    }

    private void readOnce() {
        try {
            consumer.poll(POLL).forEach(this::keep);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("answers cannot be read now: {}", e.getMessage());
        }
    }

    /** One that cannot be read costs only itself: its request is asked again after the deadline. */
    private void keep(ConsumerRecord<String, byte[]> record) {
        try {
            var answer = serdes.read(record.topic(), ProviderAnswer.class, record.value());
            if (answer != null) {
                byRequest.put(answer.getRequestId(), answer);
            }
        } catch (SerializationException e) {
            LOG.warn(
                    "the answer at {}-{} offset {} cannot be read: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
