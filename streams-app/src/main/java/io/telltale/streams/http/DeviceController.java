package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import io.telltale.streams.query.Device;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.HistoryPosition;
import io.telltale.streams.query.Lookup;
import io.telltale.streams.query.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /devices} and what hangs below it; a device answers to each of its refs. */
@Controller("/devices")
@DocumentedResponses.AllRoutes
@Tag(name = "Devices")
final class DeviceController {

    private static final String DEVICE = "/{ref:[^/]+}";
    private static final Set<String> OF_ONE = Set.of("at");
    private static final Set<String> OF_ALL = Set.of("limit", "cursor");
    private static final String ALL = Cursor.listOf("devices");

    private final DeviceQueries queries;
    private final Responses responses;
    private final Payloads payloads;

    DeviceController(DeviceQueries queries, Responses responses, Payloads payloads) {
        this.queries = queries;
        this.responses = responses;
        this.payloads = payloads;
    }

    /** All devices, ascending by key. */
    @Get
    @DocumentedResponses.MayBeUnavailable
    @OpenApiDocs.Page
    @OpenApiDocs.OfAll
    ListJson<DeviceSummaryJson> devices(HttpRequest<?> request) {
        var query = Query.of(request, OF_ALL);
        var limit = query.limit();
        var cursor = query.cursor();
        query.refuseIfWrong();
        var after = Cursor.placeOf(cursor, ALL);
        var page = Responses.found(queries.devices(after, limit));
        return ListJson.of(
                page, DeviceSummaryJson::of, key -> new Cursor(ALL, Cursor.NOBODY, key).toString());
    }

    /** The state of a device. */
    @Get(DEVICE)
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.MayBeUnchanged
    @OpenApiDocs.OfDevice
    @ApiResponse(
            responseCode = "200",
            description = "The state of the device.",
            headers = {
                @Header(name = "ETag", ref = OpenApiDocs.ETAG),
                @Header(name = "Telltale-Role", ref = OpenApiDocs.ROLE),
                @Header(name = "Telltale-Lag", ref = OpenApiDocs.LAG),
                @Header(name = "Telltale-As-Of", ref = OpenApiDocs.AS_OF)
            },
            content = @Content(schema = @Schema(implementation = DeviceJson.class)))
    HttpResponse<?> device(HttpRequest<?> request) {
        var asked = PathRef.of(request);
        var device = device(DeviceRef.parse(asked), at(request));
        return responses.single(request, DeviceJson.of(asked, device));
    }

    /** The refs of a device, with their intervals and the evidence. */
    @Get(DEVICE + "/identity")
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.MayBeUnchanged
    @OpenApiDocs.OfDevice
    @ApiResponse(
            responseCode = "200",
            description = "The refs of the device.",
            headers = {
                @Header(name = "ETag", ref = OpenApiDocs.ETAG),
                @Header(name = "Telltale-Role", ref = OpenApiDocs.ROLE),
                @Header(name = "Telltale-Lag", ref = OpenApiDocs.LAG),
                @Header(name = "Telltale-As-Of", ref = OpenApiDocs.AS_OF)
            },
            content = @Content(schema = @Schema(implementation = IdentityJson.class)))
    HttpResponse<?> identity(HttpRequest<?> request) {
        var asked = PathRef.of(request);
        var device = device(DeviceRef.parse(asked), at(request));
        return responses.single(request, IdentityJson.of(asked, device));
    }

    private static Optional<Instant> at(HttpRequest<?> request) {
        var query = Query.of(request, OF_ONE);
        var at = query.time("at");
        query.refuseIfWrong();
        return at;
    }

    /** SMS from and to a device, newest first. */
    @Get(DEVICE + "/sms")
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.Page
    @OpenApiDocs.OfHistory
    ListJson<SmsJson> sms(HttpRequest<?> request) {
        var wanted = HistoryRequest.of(request, "sms");
        return history(request, wanted, device -> queries.sms(device, wanted.page()), SmsJson::of);
    }

    /** Push messages to a device, newest first. */
    @Get(DEVICE + "/push-actions")
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.Page
    @OpenApiDocs.OfHistory
    ListJson<PushActionJson> pushActions(HttpRequest<?> request) {
        var wanted = HistoryRequest.of(request, "push-actions");
        return history(
                request,
                wanted,
                device -> queries.pushActions(device, wanted.page()),
                PushActionJson::of);
    }

    /** Upgrades and commands of a device, newest first. */
    @Get(DEVICE + "/tasks")
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.Page
    @OpenApiDocs.OfHistory
    ListJson<TaskJson> tasks(HttpRequest<?> request) {
        var wanted = HistoryRequest.of(request, "tasks");
        return history(
                request,
                wanted,
                device -> new Lookup.Found<>(device.tasks(wanted.page())),
                task -> TaskJson.of(task, payloads));
    }

    /** Everything that happened to a device, newest first. */
    @Get(DEVICE + "/timeline")
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.Page
    @OpenApiDocs.OfTimeline
    ListJson<TimelineEntryJson> timeline(HttpRequest<?> request) {
        var wanted = HistoryRequest.ofTimeline(request);
        return history(
                request,
                wanted,
                device -> queries.timeline(device, wanted.families(), wanted.page()),
                entry -> TimelineEntryJson.of(entry, payloads));
    }

    private <V, T> ListJson<T> history(
            HttpRequest<?> request,
            HistoryRequest wanted,
            Function<Device, Lookup<Page<V, HistoryPosition>>> read,
            Function<V, T> json) {
        var ref = DeviceRef.parse(PathRef.of(request));
        var device = wanted.own(device(ref, wanted.at()));
        return wanted.answer(device, Responses.found(read.apply(device)), json);
    }

    private Device device(DeviceRef ref, Optional<Instant> at) {
        return found(queries.device(ref, at), ref);
    }

    static String foundKey(Lookup<String> lookup, DeviceRef ref) {
        return Responses.found(
                lookup, ProblemType.UNKNOWN_DEVICE, () -> "no event and no link names " + ref);
    }

    static Device found(Lookup<Device> lookup, DeviceRef ref) {
        return Responses.found(
                lookup, ProblemType.UNKNOWN_DEVICE, () -> "no event and no link names " + ref);
    }
}
