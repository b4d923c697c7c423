package io.telltale.simulator.thingspace.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.switches.WithoutListener;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RequestNumber;
import java.util.Map;

/**
 * Sends the queued messages by callback: PUT /sms/{accountName}/startCallbacks, in any case.
 *
 * <p>A message leaves the queue when the listener of EnhancedConnectivityService has accepted it.
 * What the request does while nobody listens is not documented, and a switch.
 */
@Controller("/api/m2m/v1/sms/{account}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SmsPushController {

    private final SmsQueue queue;
    private final MessageCallbacks callbacks;
    private final Asker asker;
    private final Switches switches;

    SmsPushController(SmsQueue queue, MessageCallbacks callbacks, Asker asker, Switches switches) {
        this.queue = queue;
        this.callbacks = callbacks;
        this.asker = asker;
        this.switches = switches;
    }

    @Put("/{verb:[sS][tT][aA][rR][tT][cC][aA][lL][lL][bB][aA][cC][kK][sS]}")
    HttpResponse<byte[]> start(
            HttpRequest<?> request, @PathVariable String account, @PathVariable String verb) {
        var own = asker.own(request, account);
        if (own.isEmpty()) {
            return ThingSpaceErrors.unknownAccount();
        }
        if (callbacks.isHeard(account)) {
            callbacks.push(own.get(), queue.waiting(account), RequestNumber.of(request));
        } else if (switches.quirks().queue().startCallbacksWithoutListener()
                == WithoutListener.REFUSED) {
            return ThingSpaceErrors.m2m(
                    "REQUEST_FAILED.CallbackNotRegistered",
                    "No listener is registered for EnhancedConnectivityService.");
        }
        return JsonResponses.ok(Map.of("success", true));
    }
}
