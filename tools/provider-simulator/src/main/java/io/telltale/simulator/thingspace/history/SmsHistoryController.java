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
import io.telltale.simulator.switches.HistoryQuirks.UnknownDevice;
import io.telltale.simulator.switches.Switches;
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
 * <p>The answer without a registered listener is not documented, and a quirk.
 */
@Controller("/api/m2m/v1/devices/sms/history/actions/list")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record SmsHistoryController(
        Asker asker,
        Listeners listeners,
        HistoryCallbacks callbacks,
        Switches switches,
        Clock clock) {

    @Post
    HttpResponse<byte[]> list(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var asked = asked(body);
        var device = asked.deviceId();
        if (device.id().isBlank()) {
            throw ThingSpaceErrors.m2m(
                    "INPUT_INVALID.Device.Identifier.Invalid", "deviceId.id is missing.");
        }
        if (!device.isOfKnownKind()) {
            throw ThingSpaceErrors.m2m(
                    "INPUT_INVALID.Device.Kind.Invalid", "deviceId.kind is missing or not known.");
        }
        var account = asker.own(request);
        var quirks = switches.quirks().history();
        var known = account.has(device, clock.instant());
        if (!known && quirks.unknownDevice() == UnknownDevice.REFUSED) {
            throw ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.DeviceNotFound", "The device was not found.");
        }
        listeners.require(
                account.name(), HistoryCallbacks.SERVICE, quirks.historyWithoutListener());
        var number = RequestNumber.of(request);
        var requestId =
                known
                        ? callbacks.promise(number, account, asked)
                        : callbacks.promiseFault(number, account, device);
        return JsonResponses.ok(Map.of("requestId", requestId));
    }

    private static SmsHistoryRequest asked(byte @Nullable [] body) {
        try {
            return SmsHistoryRequest.of(SimulatorJson.lenient(body));
        } catch (DateTimeParseException _) {
            throw ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.UnexpectedError", "earliest or latest is not a valid time.");
        }
    }
}
