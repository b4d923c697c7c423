package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.problem.ProblemException;
import io.telltale.streams.store.LiveTimelines;
import io.telltale.streams.store.LiveTimelines.Live;
import io.telltale.streams.store.LiveTimelines.Published;
import io.telltale.streams.store.Reads;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** {@code /devices/{ref}/live}: what happens to a device from now on, as server-sent events. */
@Controller("/devices")
final class LiveController {

    private static final Duration COMMENT_EVERY = Duration.ofSeconds(15);
    private static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);
    private static final String LAST_ID = "Last-Event-ID";

    private final Reads reads;
    private final LiveTimelines timelines;
    private final Payloads payloads;
    private final JsonMapper mapper;
    private final ExecutorService blocking;

    LiveController(
            Reads reads,
            LiveTimelines timelines,
            Payloads payloads,
            JsonMapper mapper,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.reads = reads;
        this.timelines = timelines;
        this.payloads = payloads;
        this.mapper = mapper;
        this.blocking = blocking;
    }

    /**
     * The timeline of a device from now on, or after the entry with the id in {@code
     * Last-Event-ID}. A comment comes when reading has begun, and every 15 s in which nothing else
     * does. When the device's refs join another device, that is the last entry under its key: look
     * for the device again then.
     */
    @Get("/{ref:[^/]+}/live")
    @InDocument.Read
    @InDocument.MayBeUnknown
    @InDocument.Live
    @ApiResponse(
            responseCode = "200",
            description = "Events `timeline`, each with an entry as in the timeline's list.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM,
                            schema = @Schema(type = "string")))
    HttpResponse<?> live(HttpRequest<?> request) {
        Query.of(request, Set.of()).refuseIfWrong();
        var ref = DeviceRef.parse(PathRef.of(request));
        var after = lastId(request);
        var device = DeviceController.found(reads.device(ref, Optional.empty()), ref);
        return HttpResponse.ok(from(device.key(), after))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static OptionalLong lastId(HttpRequest<?> request) {
        var text = request.getHeaders().get(LAST_ID);
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            var id = Long.parseLong(text);
            if (id >= 0 && id < Long.MAX_VALUE) {
                return OptionalLong.of(id);
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw ProblemException.badParameter(
                LAST_ID, "the id of an event of this stream, a number from 0", Query.shown(text));
    }

    /** Opened when somebody reads it, so that it is closed when nobody does any more. */
    private Flux<byte[]> from(String deviceKey, OptionalLong after) {
        return Flux.generate(
                        () -> new Stream(Answers.found(timelines.open(deviceKey, after))),
                        Stream::next,
                        Stream::close)
                .subscribeOn(Schedulers.fromExecutorService(blocking));
    }

    /** The bytes of one answer. */
    private final class Stream {

        private final Live live;
        private boolean hasBegun;

        Stream(Live live) {
            this.live = live;
        }

        Stream next(SynchronousSink<byte[]> sink) {
            var entries = hasBegun ? live.await(COMMENT_EVERY) : List.<Published>of();
            hasBegun = true;
            if (live.isOver()) {
                sink.complete();
            } else {
                sink.next(entries.isEmpty() ? COMMENT : bytes(entries));
            }
            return this;
        }

        private byte[] bytes(List<Published> entries) {
            return entries.stream().map(this::event).collect(Collectors.joining()).getBytes(UTF_8);
        }

        private String event(Published published) {
            try {
                var data = mapper.writeValueAsString(TimelineJson.of(published.entry(), payloads));
                return "id: %d\nevent: timeline\ndata: %s\n\n".formatted(published.offset(), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            live.close();
        }
    }
}
