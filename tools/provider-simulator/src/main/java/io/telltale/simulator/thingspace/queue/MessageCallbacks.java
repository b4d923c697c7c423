package io.telltale.simulator.thingspace.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.sms.DeviceMessage;
import io.telltale.simulator.scenario.sms.QueueMessage;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.callback.CallbackCourier;
import io.telltale.simulator.thingspace.callback.Listeners;
import io.telltale.simulator.thingspace.callback.PendingCallback;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Messages from devices on their way to the listener of EnhancedConnectivityService.
 *
 * <p>The JSON of this callback is not documented; it follows the SOAP callback and the sibling
 * services.
 */
@Singleton
final class MessageCallbacks {

    private static final String SERVICE = "EnhancedConnectivityService";

    private final Listeners listeners;
    private final CallbackCourier courier;
    private final Ledger ledger;
    private final Switches switches;
    private final Clock clock;
    private final long seed;

    MessageCallbacks(
            Listeners listeners,
            CallbackCourier courier,
            Ledger ledger,
            Switches switches,
            Clock clock,
            SimulatorSettings settings) {
        this.listeners = listeners;
        this.courier = courier;
        this.ledger = ledger;
        this.switches = switches;
        this.clock = clock;
        this.seed = settings.seed();
    }

    /** Whether anybody listens. */
    boolean isHeard(String account) {
        return listeners.find(account, SERVICE).isPresent();
    }

    /** Promises queued messages; each leaves the queue when it is accepted. */
    void push(ThingSpaceAccount account, List<Integer> numbers, long request) {
        send(
                account,
                numbers,
                request,
                numbers.stream().map(_ -> UUID.randomUUID().toString()).toList(),
                true);
    }

    /** Promises messages that have just arrived, with the request ids they have for good. */
    void offer(ThingSpaceAccount account, List<Integer> numbers) {
        var messages = numbers.stream().map(account.messages()::message).toList();
        var ids = messages.stream().map(DeviceMessage::requestId).toList();
        var concernsQueue = messages.stream().noneMatch(DeviceMessage::alwaysQueued);
        send(account, numbers, 0, ids, concernsQueue);
    }

    private void send(
            ThingSpaceAccount account,
            List<Integer> numbers,
            long request,
            List<String> ids,
            boolean concernsQueue) {
        var facts = new ArrayList<Fact>();
        for (var place = 0; place < numbers.size(); place++) {
            var number = numbers.get(place);
            facts.add(MessageFacts.live(number, live(account, number, ids.get(place))));
        }
        var source = MessageFacts.source(account.name());
        var rows = ledger.tell(source, Channel.CALLBACK, request, facts);
        var owed = new ArrayList<PendingCallback>();
        for (var place = 0; place < numbers.size(); place++) {
            var content = (MessageFacts.Live) facts.get(place).content();
            var wired = account.messages().message(numbers.get(place)).content();
            owed.add(
                    new PendingCallback(
                            ids.get(place),
                            content.requestId(),
                            account.name(),
                            SERVICE,
                            List.of(rows.get(place)),
                            members(content, wired),
                            false,
                            concernsQueue ? numbers.get(place) : 0,
                            clock.instant()));
        }
        courier.owe(owed);
        notices(account, owed);
    }

    /** Notices of the same service that tell no message of a device. */
    private void notices(ThingSpaceAccount account, List<PendingCallback> owed) {
        var share = switches.quirks().callback().sentNotices();
        for (var each : owed) {
            if (SeededRandom.of(seed, 6, each.id().hashCode()).nextDouble() < share) {
                var members = SimulatorJson.object(Map.of("status", "Success"));
                members.set("deviceIds", each.members().path("deviceIds"));
                var id = UUID.randomUUID().toString();
                courier.owe(
                        new PendingCallback(
                                id,
                                id,
                                account.name(),
                                SERVICE,
                                List.of(),
                                members,
                                false,
                                0,
                                clock.instant()));
            }
        }
    }

    private MessageFacts.Live live(ThingSpaceAccount account, int number, String id) {
        var quirks = switches.quirks().callback();
        var message = account.messages().message(number);
        var content = message.content();
        return new MessageFacts.Live(
                content.deviceIds(),
                RawBytes.meant(content.message()),
                quirks.liveTimestampMissing() ? null : content.timestamp(),
                quirks.liveRequestIdMissing() ? null : id,
                message.meaning());
    }

    private static ObjectNode members(MessageFacts.Live content, QueueMessage wired) {
        var members = SimulatorJson.object(content);
        members.remove(List.of("requestId", "message", "meant"));
        return members.put("smsMessage", wired.message());
    }
}
