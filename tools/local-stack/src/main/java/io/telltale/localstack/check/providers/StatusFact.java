package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.check.stack.LedgerLine;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * The status of one device in a task at one time.
 *
 * @param status the provider's status text
 * @param reason empty where there is none
 * @param time the provider's time, to the millisecond; epoch where it has none (v2, commands)
 */
record StatusFact(String status, String reason, Instant time) {

    /** How a device that left its campaign stands on the topic. */
    static final StatusFact REMOVED = new StatusFact("REMOVED", "", Instant.EPOCH);

    /**
     * A device of a campaign, or of a command.
     *
     * @param task {@code account:campaignId} or {@code account:commandId}
     * @param device IMEI, or the id at Graph
     */
    record Subject(String task, String device) {}

    static Subject campaignDevice(LedgerLine line) {
        return new Subject(
                line.account() + ":" + line.fact().path("campaignId").asText(),
                DeviceRef.of("imei", line.fact().path("deviceId").asText()).value());
    }

    static StatusFact ofCampaign(LedgerLine line) {
        return new StatusFact(
                line.fact().path("status").asText(),
                line.fact().path("resultReason").asText(""),
                updated(line.fact()));
    }

    private static Instant updated(JsonNode row) {
        if (row.has("meant")) {
            return LedgerLine.meantTime(row);
        }
        var text = row.path("updatedTime").asText("");
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    static Subject commandDevice(LedgerLine line) {
        return new Subject(
                line.account() + ":" + line.fact().at("/command/id").asText(),
                line.fact().path("deviceId").asText());
    }

    static StatusFact ofCommand(LedgerLine line) {
        var error = line.fact().at("/command/error");
        return new StatusFact(
                line.fact().at("/command/status").asText(),
                error.isTextual() ? error.asText() : "",
                Instant.EPOCH);
    }

    static Subject subject(GenericRecord event) {
        return new Subject(
                PlainTopicReader.text(event, "account")
                        + ":"
                        + PlainTopicReader.text(event, "taskId"),
                PlainTopicReader.texts(event, "devices").getFirst().replaceFirst("^[a-z]+:", ""));
    }

    static StatusFact of(GenericRecord event) {
        return PlainTopicReader.text(event, "outcome").equals("REMOVED")
                ? REMOVED
                : new StatusFact(
                        PlainTopicReader.text(event, "providerStatus"),
                        PlainTopicReader.text(event, "reason"),
                        PlainTopicReader.time(event, "occurredAt"));
    }

    /** Drops what equals its predecessor. */
    static List<StatusFact> withoutRepeats(List<StatusFact> readings) {
        var kept = new ArrayList<StatusFact>();
        for (var reading : readings) {
            if (kept.isEmpty() || !kept.getLast().equals(reading)) {
                kept.add(reading);
            }
        }
        return kept;
    }
}
