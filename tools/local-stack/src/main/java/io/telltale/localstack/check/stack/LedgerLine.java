package io.telltale.localstack.check.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the simulator's ledger, or of the state in which it would answer now.
 *
 * @param system such as thingspace-sms-queue
 * @param account of the provider
 * @param channel POLL or CALLBACK; empty in the state of now
 * @param fact the provider's own members; beside those of a row that was written oddly, {@code
 *     meant} has its intended content
 * @param acknowledgedAt when the caller acknowledged it; null where it did not
 */
public record LedgerLine(
        String system,
        String account,
        String channel,
        JsonNode fact,
        @Nullable Instant acknowledgedAt) {

    public static LedgerLine of(JsonNode line) {
        return new LedgerLine(
                line.path("system").asText(),
                line.path("account").asText(),
                line.path("channel").asText(""),
                line.path("fact"),
                line.path("acknowledgedAt").isTextual()
                        ? Instant.parse(line.path("acknowledgedAt").asText())
                        : null);
    }

    /** The time that an oddly written row has; epoch where it has none. */
    public static Instant meantTime(JsonNode fact) {
        var time = fact.at("/meant/time");
        return time.isTextual() ? Instant.parse(time.asText()) : Instant.EPOCH;
    }

    public boolean acknowledged() {
        return acknowledgedAt != null;
    }
}
