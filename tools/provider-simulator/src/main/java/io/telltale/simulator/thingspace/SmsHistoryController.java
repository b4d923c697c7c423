package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.Json;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.Source;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.Fleet;
import io.telltale.simulator.scenario.SmsEvent;
import io.telltale.simulator.scenario.ThingSpaceAccount;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Answers;
import io.telltale.simulator.wire.RequestNumber;
import java.time.Clock;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SMS event history: POST /devices/sms/history/actions/list is answered with a request id at once,
 * and with the events by a callback of DeviceService.
 *
 * <p>Without a DeviceService listener the request is refused; what ThingSpace does is not
 * documented.
 */
@Controller("/api/m2m/v1/devices/sms/history/actions/list")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SmsHistoryController {

    private static final String SERVICE = "DeviceService";

    private final Fleet fleet;
    private final Ledger ledger;
    private final Listeners listeners;
    private final CallbackCourier courier;
    private final Switches switches;
    private final Clock clock;

    SmsHistoryController(
            Fleet fleet,
            Ledger ledger,
            Listeners listeners,
            CallbackCourier courier,
            Switches switches,
            Clock clock) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.listeners = listeners;
        this.courier = courier;
        this.switches = switches;
        this.clock = clock;
    }

    private record History(DeviceId deviceId, List<SmsEvent> smsEvents) {}

    private record Told(DeviceId deviceId, SmsEvent smsEvent) {}

    @Post
    HttpResponse<byte[]> list(HttpRequest<?> request, @Body byte @Nullable [] body) {
        try {
            return answer(RequestNumber.of(request), HistoryRequest.of(Json.lenient(body)));
        } catch (DateTimeParseException _) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.UnexpectedError", "earliest or latest is not a valid time.");
        }
    }

    private HttpResponse<byte[]> answer(long number, HistoryRequest asked) {
        var device = asked.deviceId();
        if (device.id().isBlank()) {
            return ThingSpaceErrors.m2m(
                    "INPUT_INVALID.Device.Identifier.Invalid", "deviceId.id is missing.");
        }
        if (!device.isOfKnownKind()) {
            return ThingSpaceErrors.m2m(
                    "INPUT_INVALID.Device.Kind.Invalid", "deviceId.kind is missing or not known.");
        }
        var account = fleet.accountOf(device);
        if (account.isEmpty()) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.DeviceNotFound", "The device was not found.");
        }
        if (listeners.find(account.get().name(), SERVICE).isEmpty()) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.CallbackNotRegistered",
                    "No listener is registered for DeviceService.");
        }
        return Answers.ok(Map.of("requestId", promise(number, account.get(), asked)));
    }

    private String promise(long number, ThingSpaceAccount account, HistoryRequest asked) {
        var source = new Source(SystemName.THINGSPACE_SMS_HISTORY, account.name());
        var facts = facts(account, asked);
        ledger.tell(source, Channel.CALLBACK, number, facts);
        var requestId = UUID.randomUUID().toString();
        var events = facts.stream().map(fact -> ((Told) fact.content()).smsEvent()).toList();
        var history = new History(asked.deviceId(), events);
        var response = Map.of("smsEventHistoryResponse", history);
        courier.owe(
                new OwedCallback(
                        requestId,
                        source,
                        SERVICE,
                        facts.stream().map(Fact::identity).toList(),
                        Json.object(Map.of("deviceResponse", response)),
                        switches.quirks().redeliverHistory()));
        return requestId;
    }

    /** The events of the window, oldest first; an event is known by its place in the history. */
    private List<Fact> facts(ThingSpaceAccount account, HistoryRequest asked) {
        var quirks = switches.quirks();
        var horizon = quirks.historyHorizon();
        var facts = new ArrayList<Fact>();
        var place = 0;
        for (var event : account.history(asked.deviceId())) {
            place++;
            var kept = horizon == null || event.time().isAfter(clock.instant().minus(horizon));
            if (kept && asked.includes(event.time()) && facts.size() < quirks.historyLimit()) {
                var device = asked.deviceId();
                facts.add(
                        new Fact(
                                "%s:%s/%d".formatted(device.kind(), device.id(), place),
                                new Told(device, event)));
            }
        }
        return facts;
    }
}
