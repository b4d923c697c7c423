package io.telltale.simulator.thingspace.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.FactSource;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.odd.Meaning;
import io.telltale.simulator.scenario.sms.DeviceMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages from devices as facts. */
final class MessageFacts {

    private MessageFacts() {}

    /** A message as the queue tells it, and what it says where that is odd. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Queued(
            List<DeviceId> deviceIds,
            String message,
            @Nullable JsonNode timestamp,
            @Nullable Meaning meant) {

        static Queued of(DeviceMessage message) {
            var content = message.content();
            return new Queued(
                    content.deviceIds(),
                    RawBytes.meant(content.message()),
                    content.timestamp(),
                    message.meaning());
        }
    }

    /**
     * A message as a callback tells it; in the ledger under the queue's own names.
     *
     * @param timestamp left out by a quirk, as the request id is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Live(
            List<DeviceId> deviceIds,
            String message,
            @Nullable JsonNode timestamp,
            @Nullable String requestId,
            @Nullable Meaning meant) {}

    static FactSource source(String account) {
        return new FactSource(SystemName.THINGSPACE_SMS_QUEUE, account);
    }

    /** A message as the queue tells it. */
    static Fact queued(int number, DeviceMessage message) {
        return new Fact(identity(number), Queued.of(message));
    }

    /** A message as a callback tells it. */
    static Fact live(int number, Live content) {
        return new Fact(identity(number), content);
    }

    private static String identity(int number) {
        return "message/" + number;
    }
}
