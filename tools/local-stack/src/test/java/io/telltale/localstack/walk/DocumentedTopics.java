package io.telltale.localstack.walk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.testing.TestBroker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;

/**
 * {@code docs/asyncapi.json} against what is really on the brokers and in the registry. It knows
 * the document only, none of our classes.
 */
final class DocumentedTopics {

    private final RunningStack stack;
    private final HttpClient http;
    private final JsonNode document;
    private final Instant begin;

    /**
     * A check.
     *
     * @param begin no record is older
     */
    DocumentedTopics(RunningStack stack, HttpClient http, Path document, Instant begin)
            throws IOException {
        this.stack = stack;
        this.http = http;
        this.document = new JsonMapper().readTree(document.toFile());
        this.begin = begin;
    }

    /** Holds each topic against the document; returns how many records each has. */
    Map<String, Integer> hold() throws ExecutionException, InterruptedException {
        var counts = new LinkedHashMap<String, Integer>();
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            for (var channel : document.get("channels")) {
                var topic = channel.get("address").asText();
                assertTopic(topic, channel.at("/bindings/kafka"), config(admin, topic));
                var records = TestBroker.committed(stack.bootstrapServers(), topic);
                assertRecords(channel, records);
                counts.put(topic, records.size());
            }
            assertPartitions(admin, counts.keySet());
        }
        return counts;
    }

    private static Config config(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        var place = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return requireNonNull(admin.describeConfigs(List.of(place)).all().get().get(place));
    }

    private static void assertTopic(String topic, JsonNode kafka, Config config) {
        assertThat(kafka.get("topic").asText()).isEqualTo(topic);
        assertThat(config.get("message.timestamp.type").value()).isEqualTo("CreateTime");
        kafka.get("topicConfiguration")
                .properties()
                .forEach(documented ->
                        assertThat(config.get(documented.getKey()).value())
                                .as("%s of %s", documented.getKey(), topic)
                                .isEqualTo(
                                        documented.getValue().isArray()
                                                ? documented.getValue().get(0).asText()
                                                : documented.getValue().asText()));
    }

    /** The local stack has fewer than in the document, but one number for all. */
    private static void assertPartitions(Admin admin, Set<String> topics)
            throws ExecutionException, InterruptedException {
        assertThat(admin.describeTopics(topics).allTopicNames().get().values())
                .extracting(topic -> topic.partitions().size())
                .containsOnly(4);
    }

    private void assertRecords(JsonNode channel, List<ConsumerRecord<byte[], byte[]>> records) {
        var messages = List.copyOf(channel.get("messages").properties());
        assertThat(messages).hasSize(1);
        var message = at(messages.getFirst().getValue().get("$ref"));
        var isCompacted =
                channel.at("/bindings/kafka/topicConfiguration/cleanup.policy/0")
                        .asText()
                        .equals("compact");
        var value = value(channel, message);
        var headers = new DocumentedHeaders(message.get("headers"));
        for (var record : records) {
            var where = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
            assertKey(where, message.at("/bindings/kafka/key"), record.key());
            assertThat(Instant.ofEpochMilli(record.timestamp()))
                    .as("time of " + where)
                    .isBetween(begin, Instant.now());
            headers.hold(where, record);
            if (record.value() == null) {
                assertThat(isCompacted).as("null at " + where).isTrue();
            } else {
                value.ifPresent(documented -> documented.hold(where, record.value()));
            }
        }
        if (channel.get("x-delivery").asText().equals("exactly once")) {
            assertThat(records)
                    .as("ids on " + channel.get("address"))
                    .extracting(record -> DocumentedHeaders.text(record, "ce_id"))
                    .doesNotHaveDuplicates();
        }
    }

    private JsonNode at(JsonNode reference) {
        return document.at(reference.asText().substring(1));
    }

    private Optional<DocumentedValue> value(JsonNode channel, JsonNode message) {
        return message.at("/payload/schemaFormat").isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        new DocumentedValue(stack, http, channel.get("address").asText(), message));
    }

    private static void assertKey(String where, JsonNode documented, byte[] key) {
        if (documented.has("pattern")) {
            assertThat(new String(key, StandardCharsets.UTF_8))
                    .as("key of " + where)
                    .matches(documented.get("pattern").asText());
        }
    }
}
