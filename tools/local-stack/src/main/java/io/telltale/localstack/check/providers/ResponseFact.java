package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.check.stack.LedgerLine;
import io.telltale.localstack.check.stack.PlainTopicReader;
import org.apache.avro.generic.GenericRecord;

/**
 * What the app on a device answered to a command.
 *
 * @param account of the provider
 * @param device id at Graph
 * @param command id of the command
 * @param response the app's own JSON
 */
record ResponseFact(String account, String device, String command, JsonNode response) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A response as Graph has it. */
    static ResponseFact of(LedgerLine line) {
        return new ResponseFact(
                line.account(),
                line.fact().path("deviceId").asText(),
                line.fact().path("commandId").asText(),
                line.fact().path("responsePayload"));
    }

    /** Whether an event carries a response. */
    static boolean isIn(GenericRecord event) {
        return event.get("command") instanceof GenericRecord command
                && command.get("responsePayload") != null;
    }

    /** A record of the topic that carries one. */
    static ResponseFact of(GenericRecord event) {
        return new ResponseFact(
                PlainTopicReader.text(event, "account"),
                PlainTopicReader.texts(event, "devices").getFirst().replaceFirst("^graph:", ""),
                PlainTopicReader.text(event, "taskId"),
                tree(
                        PlainTopicReader.text(
                                (GenericRecord) event.get("command"), "responsePayload")));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected a response that is JSON", e);
        }
    }
}
