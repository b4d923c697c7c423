package io.telltale.simulator.thingspace.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Source;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.QueuedSms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages from devices as facts. */
final class MessageFacts {

    private MessageFacts() {}

    /**
     * A message as a callback tells it; in the ledger under the queue's own names.
     *
     * @param timestamp left out by a quirk, as the request id is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Live(
            List<DeviceId> deviceIds,
            String message,
            @Nullable String timestamp,
            @Nullable String requestId) {}

    static Source source(String account) {
        return new Source(SystemName.THINGSPACE_SMS_QUEUE, account);
    }

    /** A message as the queue tells it. */
    static Fact queued(int number, QueuedSms content) {
        return new Fact(identity(number), content);
    }

    /** A message as a callback tells it. */
    static Fact live(int number, Live content) {
        return new Fact(identity(number), content);
    }

    private static String identity(int number) {
        return "message/" + number;
    }
}
