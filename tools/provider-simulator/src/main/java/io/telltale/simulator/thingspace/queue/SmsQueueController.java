package io.telltale.simulator.thingspace.queue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.thingspace.WireText;
import io.telltale.simulator.wire.RequestNumber;
import org.jspecify.annotations.Nullable;

/** The queue of messages from devices: GET /sms/{accountName}/history, acknowledged by next. */
@Controller("/api/m2m/v1/sms/{account}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SmsQueueController {

    private final SmsQueue queue;
    private final Asker asker;
    private final Switches switches;
    private final WireText text;

    SmsQueueController(SmsQueue queue, Asker asker, Switches switches, WireText text) {
        this.queue = queue;
        this.asker = asker;
        this.switches = switches;
        this.text = text;
    }

    @Get("/history")
    HttpResponse<byte[]> history(
            HttpRequest<?> request,
            @PathVariable String account,
            @Nullable @QueryValue String next) {
        var known = asker.own(request, account);
        if (known.isEmpty()) {
            return ThingSpaceErrors.unknownAccount();
        }
        return queue.read(known.get(), next, RequestNumber.of(request))
                .map(read -> answer(account, read))
                .orElseGet(() ->
                        ThingSpaceErrors.m2m("INPUT_INVALID.Next.Invalid", "next is not valid."));
    }

    private HttpResponse<byte[]> answer(String account, SmsQueue.Read read) {
        var quirks = switches.quirks().queue();
        var place = 31L * account.hashCode() + read.ordinal();
        var written = text.ofJson(QueueBody.of(read, quirks), place);
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
