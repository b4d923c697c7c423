package io.telltale.schemas;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.schemas.publish.DeadLetterHeaders;
import io.telltale.schemas.publish.EventHeaders;
import io.telltale.schemas.topic.Retention.KeptFor;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/** The headers of records as a JSON schema, for the document. */
final class MessageHeaders {

    static final String AVRO = "application/avro";
    static final String BYTES = "application/octet-stream";

    private static final String TRACE = "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$";

    private final ObjectNode schema = JsonNodeFactory.instance.objectNode();
    private final ObjectNode properties;

    private MessageHeaders(String type, String contentType) {
        schema.put("type", "object");
        this.properties = schema.putObject("properties");
        var required = schema.putArray("required");
        text("ce_specversion", "Version of CloudEvents.").put("const", "1.0");
        text("ce_id", "Id of the record: the same on a repeat of the same fact.")
                .put("minLength", 1);
        text("ce_source", "/provider/account, or /telltale/ and the part that made it.")
                .put("pattern", "^/.+");
        text("ce_type", "What it is: reverse domain and topic.").put("const", type);
        text("ce_subject", "The record's key.");
        text("ce_time", "When it happened, by the provider's clock where it tells one, UTC.")
                .put("format", "date-time");
        text("content-type", "Of the value.").put("const", contentType);
        text("traceparent", "W3C trace context: what came together has the same.")
                .put("pattern", TRACE);
        properties.fieldNames().forEachRemaining(required::add);
    }

    /** Of a record of a topic. What is kept for a time may have been written back. */
    static ObjectNode ofRecord(Topic<?> topic) {
        var headers = new MessageHeaders(topic.eventType(), AVRO);
        if (topic.name().equals(Topics.DEVICE_STATUS.name())
                || topic.name().equals(Topics.DEVICE_SMS.name())) {
            headers.text(
                    EventHeaders.PROVIDER_DEVICE,
                    "Only where it is not the key: the id behind the key as the provider spells it,"
                            + " kind:id.");
        }
        if (topic.retention() instanceof KeptFor) {
            headers.text(
                    DeadLetterHeaders.REDRIVE,
                    "Only on a record that was written back: id of its dead letter.");
        }
        return headers.closed(null);
    }

    /** Of a dead letter. */
    static ObjectNode ofLetter() {
        var headers = new MessageHeaders("io.telltale." + Topics.DEAD_LETTER, BYTES);
        headers.text(
                DeadLetterHeaders.SOURCE,
                "Where it came from: a task id, a path of ours, or a topic on the brokers.");
        headers.text(DeadLetterHeaders.REASON, "Why it could not be used.")
                .put("pattern", "^[A-Z0-9_]+$");
        headers.text(DeadLetterHeaders.DETAIL, "What was expected and what came, without content.");
        headers.text(
                DeadLetterHeaders.POSITION,
                "Where in the source; of a record topic-partition@offset.");
        for (var name :
                new String[] {
                    DeadLetterHeaders.SOURCE,
                    DeadLetterHeaders.REASON,
                    DeadLetterHeaders.DETAIL,
                    DeadLetterHeaders.POSITION
                }) {
            headers.schema.withArray("required").add(name);
        }
        headers.text(
                        DeadLetterHeaders.CUT,
                        "How many bytes it had; only where it was too large to be kept whole.")
                .put("pattern", "^[0-9]+$");
        return headers.closed("^" + DeadLetterHeaders.ORIGINAL);
    }

    private ObjectNode text(String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    /** There are no others but those whose name matches. */
    private ObjectNode closed(@Nullable String names) {
        if (names != null) {
            schema.putObject("patternProperties")
                    .putObject(names)
                    .put("description", "A header that the record itself had, under its name.");
        }
        return schema.put("additionalProperties", false);
    }
}
