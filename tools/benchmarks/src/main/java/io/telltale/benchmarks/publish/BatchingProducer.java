package io.telltale.benchmarks.publish;

import io.telltale.schemas.topic.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes producers with large batches, for a backlog. */
public final class BatchingProducer {

    private BatchingProducer() {}

    /**
     * A producer.
     *
     * @param more properties it needs besides
     */
    public static KafkaProducer<String, byte[]> of(KafkaSettings kafka, Map<String, ?> more) {
        var needed = new HashMap<String, Object>(more);
        needed.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        needed.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        needed.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        return new KafkaProducer<>(
                kafka.client(needed), new StringSerializer(), new ByteArraySerializer());
    }
}
