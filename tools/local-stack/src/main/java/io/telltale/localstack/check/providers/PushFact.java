package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.check.stack.LedgerLine;
import io.telltale.localstack.check.stack.PlainTopicReader;
import java.time.Instant;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The content of a push action, from the provider's row or from our event; equal when the content
 * is the same.
 *
 * @param project of the provider
 * @param campaign campaign id
 * @param action action id
 * @param target ref of the device or profile
 * @param createdAt when it was sent
 * @param failed whether it failed, null where that is unknown
 * @param error the error text, empty where there is none
 */
record PushFact(
        String project,
        String campaign,
        String action,
        String target,
        Instant createdAt,
        @Nullable Boolean failed,
        String error) {

    /** A row as Xtremepush has it. */
    static PushFact of(LedgerLine line) {
        var row = line.fact();
        var error = text(row.path("error_message"));
        var device = text(row.path("device_id"));
        return new PushFact(
                line.account(),
                text(row.path("campaign_id")),
                text(row.path("action_id")),
                device.isEmpty()
                        ? "xtremepush-profile:%s:%s"
                                .formatted(line.account(), text(row.path("profile_id")))
                        : "xtremepush:%s:%s".formatted(line.account(), device),
                Instant.ofEpochSecond(row.path("create_time").asLong()),
                failed(row, error),
                error);
    }

    private static @Nullable Boolean failed(JsonNode row, String message) {
        if (!message.isEmpty()) {
            return true;
        }
        var error = row.path("error");
        var isPresent = !error.isMissingNode() && !error.isNull();
        return isPresent ? Boolean.valueOf(error.asInt() == 1) : null;
    }

    /** A record of the topic. */
    static PushFact of(GenericRecord event) {
        return new PushFact(
                PlainTopicReader.text(event, "project"),
                PlainTopicReader.text(event, "campaignId"),
                PlainTopicReader.text(event, "actionId"),
                PlainTopicReader.texts(event, "devices").getFirst(),
                PlainTopicReader.time(event, "occurredAt"),
                (Boolean) event.get("failed"),
                PlainTopicReader.text(event, "errorMessage"));
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }
}
