package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.Json;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.Fleet;
import io.telltale.simulator.scenario.QueuedSms;
import io.telltale.simulator.scenario.ThingSpaceAccount;
import io.telltale.simulator.wire.Answers;
import io.telltale.simulator.wire.RequestNumber;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sends the queued messages by callback: PUT /sms/{accountName}/startCallbacks, in any case.
 *
 * <p>A message leaves the queue when the listener of EnhancedConnectivityService has accepted it.
 * The JSON of this callback is not documented; it follows the SOAP callback and the sibling
 * services. Without a listener the request is refused, which is not documented either.
 */
@Controller("/api/m2m/v1/sms/{account}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SmsPushController {

    private static final String SERVICE = "EnhancedConnectivityService";

    private final SmsQueue queue;
    private final Fleet fleet;
    private final Listeners listeners;
    private final CallbackCourier courier;
    private final Ledger ledger;

    SmsPushController(
            SmsQueue queue,
            Fleet fleet,
            Listeners listeners,
            CallbackCourier courier,
            Ledger ledger) {
        this.queue = queue;
        this.fleet = fleet;
        this.listeners = listeners;
        this.courier = courier;
        this.ledger = ledger;
    }

    private record Pushed(List<DeviceId> deviceIds, String smsMessage, String timestamp) {}

    @Put("/{verb:[sS][tT][aA][rR][tT][cC][aA][lL][lL][bB][aA][cC][kK][sS]}")
    HttpResponse<byte[]> start(
            HttpRequest<?> request, @PathVariable String account, @PathVariable String verb) {
        var known = fleet.thingSpaceAccount(account);
        if (known.isEmpty()) {
            return ThingSpaceErrors.unknownAccount();
        }
        if (listeners.find(account, SERVICE).isEmpty()) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.CallbackNotRegistered",
                    "No listener is registered for EnhancedConnectivityService.");
        }
        push(known.get(), RequestNumber.of(request));
        return Answers.ok(Map.of("success", true));
    }

    private void push(ThingSpaceAccount account, long request) {
        var source = SmsQueue.source(account.name());
        var facts = queue.waitingFacts(account);
        ledger.tell(source, Channel.CALLBACK, request, facts);
        for (var fact : facts) {
            courier.owe(
                    new OwedCallback(
                            UUID.randomUUID().toString(),
                            source,
                            SERVICE,
                            List.of(fact.identity()),
                            Json.object(pushed(fact)),
                            false));
        }
    }

    private static Pushed pushed(Fact fact) {
        var message = (QueuedSms) fact.content();
        return new Pushed(message.deviceIds(), message.message(), message.timestamp());
    }
}
