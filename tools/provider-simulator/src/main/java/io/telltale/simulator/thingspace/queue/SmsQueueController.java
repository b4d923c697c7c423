package io.telltale.simulator.thingspace.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.thingspace.WireText;
import io.telltale.simulator.thingspace.callback.Listeners;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RequestNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queue of messages from devices: GET /sms/{accountName}/history, acknowledged by its token;
 * and PUT /sms/{accountName}/startCallbacks, which sends the queued messages by callback.
 *
 * <p>A message leaves the queue when the listener of EnhancedConnectivityService has accepted it.
 * The answer without a registered listener is not documented, and a quirk.
 */
@Controller("/api/m2m/v1/sms/{account}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record SmsQueueController(
        SmsQueue queue,
        MessageCallbacks callbacks,
        Listeners listeners,
        Asker asker,
        Switches switches,
        WireText text) {

    @Get("/history")
    HttpResponse<byte[]> history(
            HttpRequest<?> request,
            @PathVariable String account,
            @Nullable @QueryValue String next) {
        var read =
                queue.read(asker.own(request, account), next, RequestNumber.of(request))
                        .orElseThrow(() ->
                                ThingSpaceErrors.m2m(
                                        "INPUT_INVALID.Next.Invalid", "next is not valid."));
        var quirks = switches.quirks().queue();
        var place = 31L * account.hashCode() + read.ordinal();
        var written = text.of(QueueBody.of(read, quirks), place);
        var answer =
                HttpResponse.<byte[]>status(
                                read.hasMoreData() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                        .header("Content-Type", written.contentType())
                        .body(written.body());
        if (!(read.hasMoreData() && quirks.locationMissingOn202())) {
            read.token().ifPresent(token -> answer.header("Location", location(account, token)));
        }
        return answer;
    }

    @Put("/{verb:[sS][tT][aA][rR][tT][cC][aA][lL][lL][bB][aA][cC][kK][sS]}")
    HttpResponse<byte[]> startCallbacks(
            HttpRequest<?> request, @PathVariable String account, @PathVariable String verb) {
        var own = asker.own(request, account);
        if (listeners.require(
                account,
                MessageCallbacks.SERVICE,
                switches.quirks().queue().startCallbacksWithoutListener())) {
            callbacks.push(own, queue.waiting(account), RequestNumber.of(request));
        }
        return JsonResponses.ok(Map.of("success", true));
    }

    private String location(String account, String token) {
        var base =
                switch (switches.quirks().queue().locationStyle()) {
                    case RELATIVE_WITHOUT_BASE -> "";
                    case RELATIVE_WITH_BASE -> "/api/m2m/v1";
                    case ABSOLUTE -> "https://thingspace.verizon.com/api/m2m/v1";
                };
        return "%s/sms/%s/history?next=%s".formatted(base, account, token);
    }
}
