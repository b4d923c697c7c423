package io.telltale.streams.run;

import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.StoredSchemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code stored.schema.v1}: the schemas that builds of streams-app write stored records with. A
 * build publishes its own before it writes any record and learns those of all others, so a build
 * can also read what a later one wrote: after an upgrade was taken back, and while one is under
 * way. Publishing again changes nothing.
 */
final class StoredSchemaTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSchemaTopic.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final KafkaSettings kafka;
    private final String topic;
    private final KafkaConsumer<String, String> consumer;
    private final int partitions;
    private final Set<String> known = new HashSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread follower =
            Thread.ofPlatform().name("stored-schemas").daemon().unstarted(this::follow);

    StoredSchemaTopic(KafkaSettings kafka, TopicLayout layout) {
        this.kafka = kafka;
        this.topic = layout.nameOf(Topics.STORED_SCHEMA);
        this.partitions = layout.partitions();
        this.consumer =
                new KafkaConsumer<>(
                        kafka.reader(), new StringDeserializer(), new StringDeserializer());
    }

    /**
     * Learns what is published, publishes what is missing, and goes on learning until closed.
     *
     * @throws KafkaException if the brokers do not take part within 60 s
     */
    void open() {
        TopicReader.readToEnd(consumer, topic, partitions, LONGEST, this::learn);
        publish();
        follower.start();
    }

    private void learn(ConsumerRecord<String, String> schema) {
        if (schema.key() == null || schema.value() == null) {
            return;
        }
        if (StoredSchemas.learn(schema.key(), schema.value())) {
            known.add(schema.key());
        } else {
            LOG.warn(
                    "{}-{} offset {}: expected a schema with the fingerprint in its key; left out",
                    topic,
                    schema.partition(),
                    schema.offset());
        }
    }

    private void publish() {
        var missing = new HashMap<>(StoredSchemas.ofThisBuild());
        missing.keySet().removeAll(known);
        if (missing.isEmpty()) {
            return;
        }
        try (var producer =
                new KafkaProducer<>(
                        kafka.client(Map.of("acks", "all")),
                        new StringSerializer(),
                        new StringSerializer())) {
            var sent =
                    missing.entrySet().stream()
                            .map(schema ->
                                    producer.send(
                                            new ProducerRecord<>(
                                                    topic, schema.getKey(), schema.getValue())))
                            .toList();
            for (var each : sent) {
                each.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new KafkaException("the schemas of stored records cannot be published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while publishing schemas", e);
        }
    }

    /** An outage of the brokers ends nothing: a schema is needed before its first record comes. */
    private void follow() {
        while (closing.getCount() > 0) {
            try {
                consumer.poll(POLL).forEach(this::learn);
            } catch (WakeupException _) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("cannot read {}; reading goes on in {}", topic, PAUSE, e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            follower.join(PAUSE);
            consumer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
