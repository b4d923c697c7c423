package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * What a campaign's report says of one device at one time.
 *
 * @param status the provider's word
 * @param reason empty where there is none
 * @param time the provider's time, to the millisecond; epoch where it has none (v2)
 */
record StatusFact(String status, String reason, Instant time) {

    /** How a device that left its campaign stands on the topic. */
    static final StatusFact REMOVED = new StatusFact("REMOVED", "", Instant.EPOCH);

    /**
     * A device of a campaign.
     *
     * @param campaign {@code account:campaignId}
     * @param device IMEI
     */
    record Subject(String campaign, String device) {}

    static Subject subject(String account, JsonNode told) {
        return new Subject(
                account + ":" + told.path("campaignId").asText(), told.path("deviceId").asText());
    }

    static StatusFact of(JsonNode told) {
        var updated = told.path("updatedTime").asText("");
        return new StatusFact(
                told.path("status").asText(),
                told.path("resultReason").asText(""),
                updated.isEmpty() ? Instant.EPOCH : Instant.parse(updated));
    }

    static Subject subject(GenericRecord event) {
        return new Subject(
                Topic.text(event, "account") + ":" + Topic.text(event, "taskId"),
                Topic.texts(event, "devices").getFirst().replaceFirst("^imei:", ""));
    }

    static StatusFact of(GenericRecord event) {
        return Topic.text(event, "outcome").equals("REMOVED")
                ? REMOVED
                : new StatusFact(
                        Topic.text(event, "providerStatus"),
                        Topic.text(event, "reason"),
                        Topic.time(event, "occurredAt"));
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
