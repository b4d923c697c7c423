package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.schemas.topic.BrokerAnswer;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.topic.TopicReader;
import io.telltale.streams.encoding.StoredSchemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
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
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final String topic;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Optional<TopicReader> reader = Optional.empty();

    StoredSchemaTopic(KafkaSettings kafka, TopicLayout layout) {
        this.kafka = kafka;
        this.layout = layout;
        this.topic = layout.nameOf(Topics.STORED_SCHEMA);
    }

    /**
     * Learns what is published, publishes what is missing, and goes on learning until closed.
     *
     * @throws KafkaException if Kafka is unavailable for 60 s
     */
    void open() {
        var opened =
                TopicReader.fromBeginning(
                        "stored-schemas", kafka, layout, List.of(topic), this::learn);
        reader = Optional.of(opened);
        try {
            if (!opened.awaitWhole(LIMIT)) {
                throw new TimeoutException("%s was not read within %s".formatted(topic, LIMIT));
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        publish();
    }

    private void learn(ConsumerRecord<String, byte[]> schema) {
        if (schema.key() == null || schema.value() == null) {
            return;
        }
        if (StoredSchemas.learn(schema.key(), new String(schema.value(), UTF_8))) {
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
                BrokerAnswer.await(each, LIMIT);
            }
        }
    }

    /** The topic. */
    String name() {
        return Topics.STORED_SCHEMA;
    }

    /** {@link TopicReader#isDead}. */
    boolean isDead() {
        return reader.filter(TopicReader::isDead).isPresent();
    }

    @Override
    public void close() {
        reader.ifPresent(TopicReader::close);
    }
}
