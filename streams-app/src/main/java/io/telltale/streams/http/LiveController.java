package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.query.Query;
import io.telltale.streams.live.LiveStream;
import io.telltale.streams.live.LiveTimelines;
import io.telltale.streams.live.TimelinePosition;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.Lookup;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code /devices/{ref}/live}: the timeline of a device from now on, as server-sent events. */
@Controller("/devices")
@DocumentedResponses.AllRoutes
@Tag(name = "Devices")
final class LiveController {

    private static final String LAST_ID_HEADER = "Last-Event-ID";
    private static final String LAST_ID = "lastEventId";
    private static final Pattern POSITION = Pattern.compile("(\\d{1,6}):(-1|\\d{1,18})");

    /** An EventSource asks again after it; a status other than 200 would close it for good. */
    private static final byte[] ASK_AGAIN = ServerSentEvents.RETRY.getBytes(UTF_8);

    private final DeviceQueries queries;
    private final LiveTimelines timelines;
    private final Scheduler blocking;

    LiveController(
            DeviceQueries queries,
            LiveTimelines timelines,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.queries = queries;
        this.timelines = timelines;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /**
     * New timeline entries of a device as server-sent events. The stream continues after the event
     * whose id is in {@code Last-Event-ID} or {@code lastEventId}. When the ref moves to another
     * device, an event {@code device} has its key and the stream follows it. A comment, which has
     * an id, too, comes at least every 15 s. While the service is not ready, the stream ends at
     * once.
     */
    @Get("/{ref:[^/]+}/live")
    @Produces({MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON})
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.Live
    @ApiResponse(
            responseCode = "200",
            description =
                    "Events `timeline`, each with an entry as in the timeline's list; `device` when"
                            + " the ref moves to another device; `gap` where entries may be missing.",
            headers = {
                @Header(name = "Telltale-Role", ref = OpenApiDocs.ROLE),
                @Header(name = "Telltale-Lag", ref = OpenApiDocs.LAG),
                @Header(name = "Telltale-As-Of", ref = OpenApiDocs.AS_OF)
            },
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM,
                            schema = @Schema(type = "string")))
    HttpResponse<?> live(HttpRequest<?> request) {
        var query = Query.of(request, Set.of(LAST_ID));
        var given =
                Optional.ofNullable(request.getHeaders().get(LAST_ID_HEADER))
                        .or(() -> query.text(LAST_ID));
        query.refuseIfWrong();
        var after = given.filter(text -> !text.isEmpty()).map(LiveController::position);
        var ref = DeviceRef.parse(PathRef.of(request));
        var device = queries.deviceKey(ref);
        if (device.isUndecided()) {
            return stream(Flux.just(ASK_AGAIN));
        }
        var key = DeviceController.foundKey(device, ref);
        return timelines.open(ref, key, after) instanceof Lookup.Found<LiveStream>(var live)
                ? stream(events(live))
                : stream(Flux.just(ASK_AGAIN));
    }

    /** Read on a thread of its own while the client takes events; it may end at any time. */
    private Flux<byte[]> events(LiveStream live) {
        return Flux.<byte[]>generate(sink -> emitNext(live, sink))
                .subscribeOn(blocking)
                .takeUntilOther(Mono.fromCompletionStage(live.ended()))
                .doFinally(_ -> live.close());
    }

    private static void emitNext(LiveStream live, SynchronousSink<byte[]> sink) {
        try {
            var event = live.next();
            if (event == null) {
                sink.complete();
            } else {
                sink.next(event);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            sink.complete();
        }
    }

    private static HttpResponse<?> stream(Flux<byte[]> body) {
        return HttpResponse.ok(body)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no");
    }

    private static TimelinePosition position(@Nullable String text) {
        var parts = POSITION.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            throw ProblemException.badParameter(
                    LAST_ID_HEADER,
                    "the id of an event of this stream, partition:offset",
                    Query.shown(String.valueOf(text)));
        }
        return new TimelinePosition(
                Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }
}
