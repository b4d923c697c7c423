package io.telltale.localstack.check.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Topics as a stranger reads them: an ordinary consumer that sees only what is committed, the wire
 * format taken apart by hand, the schema asked from the registry.
 */
public final class PlainTopicReader {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrapServers;
    private final URI registry;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    public PlainTopicReader(String bootstrapServers, URI registry) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
    }

    /** Every committed record of a topic, partition by partition in order. */
    public List<GenericRecord> records(String topic) {
        var records = new ArrayList<GenericRecord>();
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            for (var partition : partitions) {
                read(consumer, partition, record -> records.add(decode(record.value())));
            }
        }
        return records;
    }

    /**
     * A committed record, as it comes.
     *
     * @param timestamp of the record
     * @param seenAt when it was received here
     */
    public record Followed(
            String topic,
            int partition,
            long offset,
            String key,
            Instant timestamp,
            Instant seenAt,
            GenericRecord value) {}

    /**
     * Takes the records of these topics from their beginning, and goes on until this thread is
     * interrupted. Topics without tombstones only.
     */
    public void follow(Collection<String> topics, Consumer<Followed> take) {
        try (var consumer = consumer()) {
            var all =
                    topics.stream().flatMap(topic -> partitions(consumer, topic).stream()).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!Thread.currentThread().isInterrupted()) {
                for (var record : consumer.poll(POLL)) {
                    take.accept(followed(record));
                }
            }
        } catch (InterruptException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every committed record of a topic without tombstones, with its place. */
    public List<Followed> placed(String topic) {
        var records = new ArrayList<Followed>();
        try (var consumer = consumer()) {
            for (var partition : partitions(consumer, topic)) {
                read(consumer, partition, record -> records.add(followed(record)));
            }
        }
        return records;
    }

    private Followed followed(ConsumerRecord<byte[], byte[]> record) {
        return new Followed(
                record.topic(),
                record.partition(),
                record.offset(),
                new String(record.key(), StandardCharsets.UTF_8),
                Instant.ofEpochMilli(record.timestamp()),
                Instant.now(),
                decode(record.value()));
    }

    /** The end of each partition of a topic, as a reader of what is committed sees it. */
    public Map<Integer, Long> ends(String topic) {
        try (var consumer = consumer()) {
            var ends = new HashMap<Integer, Long>();
            consumer.endOffsets(partitions(consumer, topic))
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        }
    }

    /**
     * How many records were ever written to these topics, committed or not: changes while anything
     * is written.
     */
    public long written(Collection<String> topics) {
        try (var consumer = consumer()) {
            return topics.stream()
                    .flatMap(topic ->
                            consumer.endOffsets(partitions(consumer, topic)).values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Every topic of the cluster that is not internal, by its name on the broker. */
    public Set<String> names() {
        try (var consumer = consumer()) {
            return consumer.listTopics().keySet();
        }
    }

    /** How many committed records a topic holds, whatever is in them. */
    public long count(String topic) {
        var count = 0L;
        try (var consumer = consumer()) {
            for (var partition : partitions(consumer, topic)) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    count += consumer.poll(POLL).count();
                }
            }
        }
        return count;
    }

    /** Keys whose last committed record is no tombstone. */
    public Set<String> keysWithValue(String topic) {
        var keys = new HashSet<String>();
        try (var consumer = consumer()) {
            for (var partition : partitions(consumer, topic)) {
                read(
                        consumer,
                        partition,
                        record -> {
                            var key = new String(record.key(), StandardCharsets.UTF_8);
                            if (record.value() == null) {
                                keys.remove(key);
                            } else {
                                keys.add(key);
                            }
                        });
            }
        }
        return keys;
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Consumer<ConsumerRecord<byte[], byte[]>> take) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(partition + " was not read within " + LIMIT);
            }
            consumer.poll(POLL).forEach(take);
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private GenericRecord decode(byte[] value) {
        var bytes = ByteBuffer.wrap(value);
        if (bytes.get() != 0) {
            throw new IllegalStateException("expected magic byte 0");
        }
        var schema = schemas.computeIfAbsent(bytes.getInt(), this::fetch);
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(value, bytes.position(), bytes.remaining(), null);
        try {
            // Without the classes that may be generated for the schema.
            return new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
                    .read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema fetch(int id) {
        var request =
                HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        try {
            var body = http.send(request, BodyHandlers.ofString()).body();
            return new Schema.Parser()
                    .parse(new JsonMapper().readTree(body).get("schema").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A field as text; empty for null. */
    public static String text(GenericRecord record, String field) {
        var value = record.get(field);
        return value == null ? "" : value.toString();
    }

    /** A field that is a list, as texts. */
    public static List<String> texts(GenericRecord record, String field) {
        var values = (Collection<?>) record.get(field);
        return values.stream().map(String::valueOf).toList();
    }

    /** A field that is a time in milliseconds; epoch for null. */
    public static Instant time(GenericRecord record, String field) {
        return record.get(field) instanceof Long millis
                ? Instant.ofEpochMilli(millis)
                : Instant.EPOCH;
    }
}
