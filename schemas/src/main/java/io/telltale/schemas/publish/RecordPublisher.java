package io.telltale.schemas.publish;

import io.telltale.schemas.topic.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records outside of any transaction and returns only when the brokers have them. Safe for
 * threads. When it fails, some of the records may be there: the caller reports that to the sender
 * and gets them again, under the same event ids.
 */
public final class RecordPublisher implements AutoCloseable {

    private static final long BUFFER_BYTES = 32L * 1024 * 1024;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final Duration limit;

    /**
     * Uses this producer, which it closes in the end; waits at most {@code limit} for the brokers.
     */
    public RecordPublisher(Producer<String, byte[]> producer, Duration limit) {
        this.producer = producer;
        this.limit = limit;
    }

    /**
     * A publisher with a producer of its own, bounded in memory and time.
     *
     * @param limit longest wait for the brokers, 200 ms or more
     */
    public static RecordPublisher connect(KafkaSettings kafka, Duration limit) {
        var millis = Math.toIntExact(limit.toMillis());
        return new RecordPublisher(
                new KafkaProducer<>(
                        kafka.client(
                                Map.of(
                                        ProducerConfig.ACKS_CONFIG,
                                        "all",
                                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                        true,
                                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                        "lz4",
                                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                                        BUFFER_BYTES,
                                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                        millis / 2,
                                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        millis / 2,
                                        ProducerConfig.LINGER_MS_CONFIG,
                                        0,
                                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                        millis)),
                        new StringSerializer(),
                        new ByteArraySerializer()),
                limit);
    }

    /**
     * Fetches what a producer has to know of these topics, so that the first record is as quick as
     * the others.
     *
     * @param topics names on the brokers
     * @throws org.apache.kafka.common.errors.TimeoutException if the brokers do not tell in time
     */
    public void prepare(Collection<String> topics, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        topics.forEach(topic -> prepare(topic, deadline));
    }

    private void prepare(String topic, long deadline) {
        while (true) {
            try {
                producer.partitionsFor(topic);
                return;
            } catch (org.apache.kafka.common.errors.TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    /**
     * Sends all and waits until all are acknowledged by all in-sync replicas.
     *
     * @throws PublishException if not all were within the limit
     */
    public void publishAndAwait(List<ProducerRecord<String, byte[]>> records) {
        publishInOrder(List.of(records));
    }

    /**
     * Sends group after group: one goes out when all before it are acknowledged by all in-sync
     * replicas. The limit is one for all groups together.
     *
     * @throws PublishException if not all were within the limit
     */
    public void publishInOrder(List<List<ProducerRecord<String, byte[]>>> groups) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            for (var group : groups) {
                publish(group, deadline);
            }
        } catch (ExecutionException e) {
            throw new PublishException(
                    RejectedTimestamp.orElse("the brokers did not take the records", e), e);
        } catch (TimeoutException | KafkaException e) {
            throw new PublishException("the brokers did not take the records in " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException("interrupted while waiting for the brokers", e);
        }
    }

    private void publish(List<ProducerRecord<String, byte[]>> records, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        for (var record : records) {
            var acknowledgement = producer.send(record);
            // A send that could not even begin has blocked; the next would block as long again.
            if (acknowledgement.isDone()) {
                acknowledgement.get();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("not all could be sent");
            }
            sent.add(acknowledgement);
        }
        for (var acknowledgement : sent) {
            acknowledgement.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }
}
