package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.store.Device;
import io.telltale.streams.store.Lookup;
import io.telltale.streams.store.Page;
import io.telltale.streams.store.Place;
import io.telltale.streams.store.Reads;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /devices} and what hangs below it; a device answers to each of its refs. */
@Controller("/devices")
final class DeviceController {

    private static final String DEVICE = "/{ref:[^/]+}";
    private static final Set<String> OF_ONE = Set.of("at");
    private static final Set<String> OF_ALL = Set.of("limit", "cursor");
    private static final String ALL = Cursor.listOf("devices");

    private final Reads reads;
    private final Answers answers;
    private final Payloads payloads;

    DeviceController(Reads reads, Answers answers, Payloads payloads) {
        this.reads = reads;
        this.answers = answers;
        this.payloads = payloads;
    }

    @Get
    ListJson<DeviceSummaryJson> devices(HttpRequest<?> request) {
        var query = Query.of(request, OF_ALL);
        var limit = query.limit();
        var cursor = query.cursor();
        query.refuseIfWrong();
        var after = cursor.map(text -> Cursor.parse(text, ALL).place()).orElse("");
        var page = Answers.found(reads.devices(after, limit));
        return ListJson.of(
                page, DeviceSummaryJson::of, key -> new Cursor(ALL, Cursor.NOBODY, key).toString());
    }

    @Get(DEVICE)
    HttpResponse<?> device(HttpRequest<?> request) {
        var ref = DeviceRef.parse(PathRef.of(request));
        return answers.single(request, DeviceJson.of(ref, device(ref, at(request))));
    }

    @Get(DEVICE + "/identity")
    HttpResponse<?> identity(HttpRequest<?> request) {
        var ref = DeviceRef.parse(PathRef.of(request));
        return answers.single(request, IdentityJson.of(ref, device(ref, at(request))));
    }

    private static Optional<Instant> at(HttpRequest<?> request) {
        var query = Query.of(request, OF_ONE);
        var at = query.time("at");
        query.refuseIfWrong();
        return at;
    }

    @Get(DEVICE + "/sms")
    ListJson<SmsJson> sms(HttpRequest<?> request) {
        var wanted = HistoryRequest.of(request, "sms");
        return history(request, wanted, device -> reads.sms(device, wanted.piece()), SmsJson::of);
    }

    @Get(DEVICE + "/push-actions")
    ListJson<PushActionJson> pushActions(HttpRequest<?> request) {
        var wanted = HistoryRequest.of(request, "push-actions");
        return history(
                request,
                wanted,
                device -> reads.pushActions(device, wanted.piece()),
                PushActionJson::of);
    }

    @Get(DEVICE + "/tasks")
    ListJson<TaskJson> tasks(HttpRequest<?> request) {
        var wanted = HistoryRequest.of(request, "tasks");
        return history(
                request,
                wanted,
                device -> new Lookup.Found<>(device.tasks(wanted.piece())),
                task -> TaskJson.of(task, payloads));
    }

    @Get(DEVICE + "/timeline")
    ListJson<TimelineJson> timeline(HttpRequest<?> request) {
        var wanted = HistoryRequest.ofTimeline(request);
        return history(
                request,
                wanted,
                device -> reads.timeline(device, wanted.families(), wanted.piece()),
                entry -> TimelineJson.of(entry, payloads));
    }

    private <V, T> ListJson<T> history(
            HttpRequest<?> request,
            HistoryRequest wanted,
            Function<Device, Lookup<Page<V, Place>>> read,
            Function<V, T> json) {
        var ref = DeviceRef.parse(PathRef.of(request));
        var device = wanted.own(device(ref, wanted.at()));
        return wanted.answer(device, Answers.found(read.apply(device)), json);
    }

    private Device device(DeviceRef ref, Optional<Instant> at) {
        return Answers.found(
                reads.device(ref, at),
                ProblemType.UNKNOWN_DEVICE,
                () -> "no event and no link names " + ref);
    }
}
