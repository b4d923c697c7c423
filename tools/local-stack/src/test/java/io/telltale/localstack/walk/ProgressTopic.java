package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code campaign.progress.v1} as a stranger reads it: an ordinary consumer, the wire format taken
 * apart by hand, the schema asked from the registry. It shares no class with what wrote the record.
 */
final class ProgressTopic implements AutoCloseable {

    private static final String TOPIC = "campaign.progress.v1";

    private final RunningStack stack;
    private final KafkaConsumer<String, byte[]> consumer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    ProgressTopic(RunningStack stack) {
        this.stack = stack;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stack.bootstrapServers(),
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    /** The first record under this key that counts so many devices. */
    JsonNode awaitDevices(String key, int devices, Duration limit) {
        var partitions =
                consumer.partitionsFor(TOPIC).stream()
                        .map(info -> new TopicPartition(TOPIC, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                if (key.equals(record.key()) && record.value() != null) {
                    var progress = decode(record.value());
                    if (progress.get("devices").asInt() == devices) {
                        return progress;
                    }
                }
            }
        }
        throw new AssertionError("no record of %s with %d devices".formatted(key, devices));
    }

    private JsonNode decode(byte[] value) {
        var bytes = ByteBuffer.wrap(value);
        assertThat(bytes.get()).as("magic byte").isZero();
        var schema = schemas.computeIfAbsent(bytes.getInt(), this::fetch);
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(value, bytes.position(), bytes.remaining(), null);
        try {
            var record =
                    new GenericDatumReader<GenericRecord>(schema, schema, plain())
                            .read(null, decoder);
            return new JsonMapper().readTree(record.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the classes that may be generated for the schema. */
    private static GenericData plain() {
        return new GenericData();
    }

    private Schema fetch(int id) {
        var answer = Answer.of(http, stack.registry(), "/schemas/ids/" + id);
        assertThat(answer.status()).isEqualTo(200);
        return new Schema.Parser().parse(answer.json().get("schema").asText());
    }

    @Override
    public void close() {
        consumer.close();
        http.shutdownNow();
    }
}
