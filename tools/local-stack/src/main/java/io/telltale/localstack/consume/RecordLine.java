package io.telltale.localstack.consume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** A record as one JSON object. */
final class RecordLine {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordLine() {}

    /** With its decoded value; null is a tombstone. */
    static ObjectNode of(ConsumerRecord<byte[], byte[]> record, JsonNode value) {
        return head(record).set("value", value);
    }

    /** With why its value could not be read. */
    static ObjectNode unreadable(ConsumerRecord<byte[], byte[]> record, String error) {
        return head(record).putNull("value").put("error", error);
    }

    private static ObjectNode head(ConsumerRecord<byte[], byte[]> record) {
        var line = JSON.objectNode();
        line.put("topic", record.topic());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", AvroJson.text(Instant.ofEpochMilli(record.timestamp())));
        line.set("key", Bytes.json(record.key()));
        line.set("headers", headers(record.headers()));
        return line;
    }

    /** Of several with one name the last, as Kafka's clients do. */
    private static ObjectNode headers(Headers headers) {
        var object = JSON.objectNode();
        headers.forEach(header -> object.set(header.key(), Bytes.json(header.value())));
        return object;
    }
}
