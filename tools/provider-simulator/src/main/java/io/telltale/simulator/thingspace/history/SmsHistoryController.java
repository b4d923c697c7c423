package io.telltale.simulator.thingspace.history;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.switches.HistoryQuirks.UnknownDevice;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.switches.WithoutListener;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.thingspace.callback.Listeners;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RequestNumber;
import java.time.Clock;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SMS event history: POST /devices/sms/history/actions/list is answered with a request id at once,
 * and with the events by a callback of DeviceService.
 *
 * <p>What a request does while nobody listens is not documented, and a switch.
 */
@Controller("/api/m2m/v1/devices/sms/history/actions/list")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SmsHistoryController {

    private final Asker asker;
    private final Listeners listeners;
    private final HistoryCallbacks callbacks;
    private final Switches switches;
    private final Clock clock;

    SmsHistoryController(
            Asker asker,
            Listeners listeners,
            HistoryCallbacks callbacks,
            Switches switches,
            Clock clock) {
        this.clock = clock;
        this.asker = asker;
        this.listeners = listeners;
        this.callbacks = callbacks;
        this.switches = switches;
    }

    @Post
    HttpResponse<byte[]> list(HttpRequest<?> request, @Body byte @Nullable [] body) {
        try {
            return answer(request, SmsHistoryRequest.of(SimulatorJson.lenient(body)));
        } catch (DateTimeParseException _) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.UnexpectedError", "earliest or latest is not a valid time.");
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, SmsHistoryRequest asked) {
        var device = asked.deviceId();
        if (device.id().isBlank()) {
            return ThingSpaceErrors.m2m(
                    "INPUT_INVALID.Device.Identifier.Invalid", "deviceId.id is missing.");
        }
        if (!device.isOfKnownKind()) {
            return ThingSpaceErrors.m2m(
                    "INPUT_INVALID.Device.Kind.Invalid", "deviceId.kind is missing or not known.");
        }
        return asker.own(request)
                .map(account -> answer(RequestNumber.of(request), account, asked))
                .orElseGet(ThingSpaceErrors::unknownAccount);
    }

    private HttpResponse<byte[]> answer(
            long number, ThingSpaceAccount account, SmsHistoryRequest asked) {
        var quirks = switches.quirks().history();
        var known = account.has(asked.deviceId(), clock.instant());
        if (!known && quirks.unknownDevice() == UnknownDevice.REFUSED) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.DeviceNotFound", "The device was not found.");
        }
        var heard = listeners.find(account.name(), HistoryCallbacks.SERVICE).isPresent();
        if (!heard && quirks.historyWithoutListener() == WithoutListener.REFUSED) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.CallbackNotRegistered",
                    "No listener is registered for DeviceService.");
        }
        var requestId =
                known
                        ? callbacks.promise(number, account, asked)
                        : callbacks.promiseFault(number, account, asked.deviceId());
        return JsonResponses.ok(Map.of("requestId", requestId));
    }
}
