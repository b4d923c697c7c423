package io.telltale.simulator.thingspace.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.FactSource;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.odd.Meaning;
import io.telltale.simulator.switches.CallbackQuirks;
import java.util.function.Consumer;

/** Messages from devices as facts. */
final class MessageFacts {

    private MessageFacts() {}

    /** A message with the members that it has in the queue. */
    static Fact queued(ThingSpaceAccount account, int number) {
        return fact(account, number, _ -> {});
    }

    /**
     * A message with the members that its callback has, under the queue's names.
     *
     * @param requestId left out by a quirk, like the timestamp
     */
    static Fact live(
            ThingSpaceAccount account, int number, String requestId, CallbackQuirks quirks) {
        return fact(
                account,
                number,
                members -> {
                    if (quirks.liveTimestampMissing()) {
                        members.remove("timestamp");
                    }
                    if (!quirks.liveRequestIdMissing()) {
                        members.put("requestId", requestId);
                    }
                });
    }

    private static Fact fact(
            ThingSpaceAccount account, int number, Consumer<ObjectNode> otherMembers) {
        var message = account.messages().message(number);
        var members = SimulatorJson.object(message.content());
        members.put("message", RawBytes.meant(message.content().message()));
        otherMembers.accept(members);
        return new Fact(
                new FactSource(SystemName.THINGSPACE_SMS_QUEUE, account.name()),
                "message/" + number,
                Meaning.beside(members, message.meaning()));
    }
}
