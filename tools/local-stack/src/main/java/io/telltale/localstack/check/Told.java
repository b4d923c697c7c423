package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A line of the simulator's ledger, or of what it would tell now.
 *
 * @param system such as thingspace-sms-queue
 * @param account in which it was told
 * @param channel POLL or CALLBACK; empty in what it would tell now
 * @param fact the provider's own members
 * @param acknowledged whether the caller confirmed it
 */
record Told(String system, String account, String channel, JsonNode fact, boolean acknowledged) {

    static Told of(JsonNode line) {
        return new Told(
                line.path("system").asText(),
                line.path("account").asText(),
                line.path("channel").asText(""),
                line.path("fact"),
                line.path("acknowledgedAt").isTextual());
    }
}
