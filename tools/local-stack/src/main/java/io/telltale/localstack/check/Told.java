package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the simulator's ledger, or of what it would tell now.
 *
 * @param system such as thingspace-sms-queue
 * @param account in which it was told
 * @param channel POLL or CALLBACK; empty in what it would tell now
 * @param fact the provider's own members
 * @param acknowledgedAt when the caller confirmed it; null where it did not
 */
record Told(
        String system,
        String account,
        String channel,
        JsonNode fact,
        @Nullable Instant acknowledgedAt) {

    static Told of(JsonNode line) {
        return new Told(
                line.path("system").asText(),
                line.path("account").asText(),
                line.path("channel").asText(""),
                line.path("fact"),
                line.path("acknowledgedAt").isTextual()
                        ? Instant.parse(line.path("acknowledgedAt").asText())
                        : null);
    }

    boolean acknowledged() {
        return acknowledgedAt != null;
    }
}
