package io.telltale.streams.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A transaction that a killed instance would leave: its records are written and not committed. */
final class OpenTransaction implements AutoCloseable {

    private static final byte[] BYTES = {1, 2, 3};

    private final KafkaProducer<byte[], byte[]> producer;

    private OpenTransaction(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** With some records in every partition of every changelog. */
    static OpenTransaction inChangelogs(TestTopics broker)
            throws ExecutionException, InterruptedException {
        var connection =
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.kafka().bootstrapServers());
        var settings = new HashMap<>(connection);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "dead-owner");
        var producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        try (var admin = Admin.create(connection)) {
            for (var topic : admin.listTopics().names().get()) {
                if (topic.startsWith(broker.layout().prefix()) && topic.endsWith("-changelog")) {
                    for (var each : producer.partitionsFor(topic)) {
                        for (var count = 0; count < 5; count++) {
                            var _ =
                                    producer.send(
                                            new ProducerRecord<>(
                                                    topic, each.partition(), BYTES, BYTES));
                        }
                    }
                }
            }
        }
        producer.flush();
        return new OpenTransaction(producer);
    }

    @Override
    public void close() {
        producer.abortTransaction();
        producer.close();
    }
}
