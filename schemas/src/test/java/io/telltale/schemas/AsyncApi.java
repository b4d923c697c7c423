package io.telltale.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.Audience.Everybody;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.Retention;
import io.telltale.schemas.topic.Retention.Compacted;
import io.telltale.schemas.topic.Retention.KeptFor;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** The topics for consumers as an AsyncAPI document, made of their declarations. */
final class AsyncApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KAFKA_BINDINGS = "0.5.0";
    private static final String LETTER = "DeadLetter";
    private static final Settings DEFAULTS = Settings.of(Map.of());

    private final TopicLayout layout = TopicLayout.read(DEFAULTS);
    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode channels;
    private final ObjectNode operations;
    private final ObjectNode messages;

    private AsyncApi() {
        document.put("asyncapi", "3.0.0");
        describe(document.putObject("info"));
        document.put("defaultContentType", MessageHeaders.AVRO);
        addServer(document.putObject("servers").putObject("local"));
        this.channels = document.putObject("channels");
        this.operations = document.putObject("operations");
        this.messages = document.putObject("components").putObject("messages");
        Topics.ALL.forEach(this::add);
        addLetters();
    }

    /** The document as it has to be in the repository. */
    static String text() {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(new AsyncApi().document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(ObjectNode info) {
        info.put("title", "Telltale topics");
        info.put("version", "0.1.0");
        info.put(
                "description",
                "What Telltale tells of a device fleet on Kafka. Read with isolation.level=read_committed. Names may"
                        + " carry a prefix (TELLTALE_PREFIX). Partitions and replicas are the defaults"
                        + " (TELLTALE_TOPICS_*); the local stack has 4 and 1. docs/topics.md says how to consume.");
        info.putObject("license").put("name", "Apache-2.0");
    }

    private static void addServer(ObjectNode server) {
        server.put("host", KafkaSettings.read(DEFAULTS).bootstrapServers());
        server.put("protocol", "kafka");
        server.put(
                "description",
                "What ./telltale up starts. The same topics are on every cluster that Telltale runs with.");
        var kafka = kafka(server);
        kafka.put("schemaRegistryUrl", SerdeSettings.read(DEFAULTS).addresses());
        kafka.put("schemaRegistryVendor", "confluent");
        kafka.put("bindingVersion", KAFKA_BINDINGS);
    }

    private void add(Topic<?> topic) {
        if (topic.readers() instanceof Everybody readers) {
            var schema = SpecificData.get().getSchema(topic.value());
            var message = messages.putObject(topic.value().getSimpleName());
            addChannel(topic.name(), schema.getDoc(), readers, topic.retention(), schema.getName());
            message.put("name", schema.getName());
            message.put("contentType", MessageHeaders.AVRO);
            message.set("headers", MessageHeaders.ofRecord(topic));
            var payload = message.putObject("payload");
            payload.put("schemaFormat", "application/vnd.apache.avro;version=1.9.0");
            payload.set("schema", AvroDocument.of(schema));
            var kafka = kafka(message);
            addKey(kafka, readers);
            kafka.put("schemaIdLocation", "payload");
            kafka.put("schemaIdPayloadEncoding", "confluent");
            kafka.put("schemaLookupStrategy", "TopicNameStrategy");
            kafka.put("bindingVersion", KAFKA_BINDINGS);
        }
    }

    private void addLetters() {
        addChannel(
                Topics.DEAD_LETTER,
                "What came in and could not be used, as it came.",
                Topics.DEAD_LETTER_READERS,
                Topics.DEAD_LETTER_RETENTION,
                LETTER);
        var message = messages.putObject(LETTER);
        message.put("name", LETTER);
        message.put("contentType", MessageHeaders.BYTES);
        message.set("headers", MessageHeaders.ofLetter());
        message.putObject("payload")
                .put("description", "The original bytes, without credentials; may be missing.");
        var kafka = kafka(message);
        addKey(kafka, Topics.DEAD_LETTER_READERS);
        kafka.put("bindingVersion", KAFKA_BINDINGS);
    }

    private void addChannel(
            String topic,
            @Nullable String description,
            Everybody readers,
            Retention retention,
            String message) {
        var channel = channels.putObject(topic);
        channel.put("address", topic);
        channel.put("description", description);
        channel.putObject("messages")
                .putObject(message)
                .put("$ref", "#/components/messages/" + message);
        var kafka = kafka(channel);
        kafka.put("topic", topic);
        kafka.put("partitions", layout.partitions());
        kafka.put("replicas", layout.replicationFactor());
        addConfiguration(kafka.putObject("topicConfiguration"), retention);
        kafka.put("bindingVersion", KAFKA_BINDINGS);
        channel.put("x-delivery", readers.delivery().text());
        channel.put("x-written-by", readers.writers());
        addOperation(topic, message);
    }

    private static void addConfiguration(ObjectNode configuration, Retention retention) {
        configuration
                .putArray("cleanup.policy")
                .add(
                        switch (retention) {
                            case KeptFor _ -> "delete";
                            case Compacted _ -> "compact";
                        });
        retention.properties().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("retention.ms"))
                .forEach(entry ->
                        configuration.put(entry.getKey(), Long.parseLong(entry.getValue())));
    }

    private void addOperation(String topic, String message) {
        var operation = operations.putObject("send." + topic);
        operation.put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + topic);
        operation
                .putArray("messages")
                .addObject()
                .put("$ref", "#/channels/%s/messages/%s".formatted(topic, message));
    }

    private static void addKey(ObjectNode kafka, Everybody readers) {
        var key = kafka.putObject("key");
        key.put("type", "string");
        key.put("description", readers.key().description());
        if (!readers.key().pattern().isEmpty()) {
            key.put("pattern", readers.key().pattern());
        }
        key.putArray("examples").add(readers.key().example());
    }

    private static ObjectNode kafka(ObjectNode object) {
        return object.putObject("bindings").putObject("kafka");
    }
}
