package io.telltale.simulator.thingspace.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.scenario.sms.DeviceMessage;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.callback.CallbackCourier;
import io.telltale.simulator.thingspace.callback.PendingCallback;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Messages from devices on their way to the listener of EnhancedConnectivityService.
 *
 * <p>The JSON of this callback is not documented; it follows the SOAP callback and the sibling
 * services.
 */
@Singleton
record MessageCallbacks(
        CallbackCourier courier,
        Ledger ledger,
        Switches switches,
        Clock clock,
        SimulatorSettings settings) {

    static final String SERVICE = "EnhancedConnectivityService";

    /** Promises queued messages; each leaves the queue when it is accepted. */
    void push(ThingSpaceAccount account, List<Integer> numbers, long request) {
        var ids = numbers.stream().map(_ -> UUID.randomUUID().toString()).toList();
        send(account, numbers, request, ids, true);
    }

    /** Promises messages that have just arrived, with their own request ids. */
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
        var quirks = switches.quirks().callback();
        var places = IntStream.range(0, numbers.size()).boxed();
        var facts =
                places.map(place ->
                                MessageFacts.live(
                                        account, numbers.get(place), ids.get(place), quirks))
                        .toList();
        var rows = ledger.add(Channel.CALLBACK, request, facts);
        var pending = new ArrayList<PendingCallback>();
        for (var place = 0; place < numbers.size(); place++) {
            var number = numbers.get(place);
            var members = ((ObjectNode) facts.get(place).content()).deepCopy();
            members.remove(List.of("requestId", "message", "meant"));
            members.put("smsMessage", account.messages().message(number).content().message());
            pending.add(
                    new PendingCallback(
                            ids.get(place),
                            quirks.liveRequestIdMissing() ? null : ids.get(place),
                            account.name(),
                            SERVICE,
                            List.of(rows.get(place)),
                            members,
                            false,
                            concernsQueue ? number : 0,
                            clock.instant()));
        }
        courier.promise(pending);
        pending.forEach(each -> addNotice(account, each, quirks.sentNotices()));
    }

    /** A notice of the same service that carries no message of a device. */
    private void addNotice(ThingSpaceAccount account, PendingCallback pending, double share) {
        var random = SeededRandom.of(settings.seed(), 6, pending.id().hashCode());
        if (SeededRandom.happens(random, share)) {
            var members = SimulatorJson.object(Map.of("status", "Success"));
            members.set("deviceIds", pending.members().path("deviceIds"));
            courier.promise(
                    PendingCallback.of(
                            account.name(), SERVICE, List.of(), members, clock.instant()));
        }
    }
}
